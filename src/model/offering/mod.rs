//! What customers are promised: the `SupportOffering` kind.
//!
//! Fields are named as in the schema, which says what they mean; nothing here judges or translates.

mod channels;
mod delivery;
mod hours;
mod prices;
mod scope;
mod targets;

pub use channels::{CallCost, Contact, InvalidContact, Reach, SpokenLanguage};
pub use delivery::{
    AutoClose, Delivery, Destination, Escalation, Handover, MicrosoftTimes, Party, Process,
    PublicContact, Route, Rung, ShownHealth, ToMicrosoft,
};
pub use hours::{Site, Window};
pub use prices::{
    Prepaid, PrepaidUse, Price, PriceAlternative, PriceBand, PriceCap, PriceStep, Pricing, Quota,
    Term,
};
pub use scope::{
    BoundaryRef, Condition, CustomerDuty, Interruption, PromiseDocument, ScheduledChange, Scope,
    Topic, TopicLimit,
};
pub use targets::{
    Cell, DueBy, Remedy, RemedyStep, RequestType, Severity, SeverityMap, SeveritySetting, Target,
};

use crate::model::lens::{Lens, lenses};

lenses! {
    /// The `spec` of a support offering.
    Offering {
        /// Name, the page's heading.
        name: "name" => text;
        /// For whom it is and what it gives.
        summary: "summary" => text;
        /// First day of the promise.
        effective_from: "effectiveFrom" => date;
        /// Last day of the promise.
        effective_to: "effectiveTo" => date;
        /// Day of the last review.
        reviewed_on: "reviewedOn" => date;
        /// Day by which the next review is due.
        next_review_on: "nextReviewOn" => date;
        /// Version of the promise.
        version: "version" => text;
        /// What changed, newest first.
        changes: "changes" => parts<Change>;
        /// Which document holds when this one and a contract differ.
        precedence: "precedence" => text;
        /// Who is entitled.
        eligibility: "eligibility" => text;
        /// Product families.
        products: "products" => texts;
        /// Types of support.
        support_types: "supportTypes" => texts;
        /// What is in, on request and out.
        scope: "scope" => part<Scope>;
        /// Who delivers.
        delivery: "delivery" => part<Delivery>;
        /// Windows of service hours by name.
        hours: "hours" => named<Window>;
        /// Ways to get in touch.
        contacts: "contacts" => parts<Contact>;
        /// What customers should have ready.
        checklist: "checklist" => texts;
        /// What we need from customers.
        prerequisites: "prerequisites" => texts;
        /// Severity levels, the most urgent first.
        severities: "severities" => parts<Severity>;
        /// Who decides on the severity.
        severity_note: "severityNote" => text;
        /// How requests are handled.
        process: "process" => part<Process>;
        /// What it costs.
        pricing: "pricing" => part<Pricing>;
        /// Whether customers' own pages show service health.
        service_health: "serviceHealth" => part<ShownHealth>;
        /// What happens when the first line cannot help.
        escalation: "escalation" => part<Escalation>;
        /// Who tells customers what.
        communications: "communications" => part<Communications>;
        /// Access we hold in the tenant.
        access: "access" => part<Access>;
        /// Invoices and non-payment.
        billing: "billing" => part<Billing>;
        /// Service credits.
        sla_credits: "slaCredits" => part<SlaCredits>;
        /// When things are serious.
        emergency: "emergency" => part<Emergency>;
        /// Contact shown in Business Central.
        bc_support_contact: "bcSupportContact" => part<BcSupportContact>;
        /// How people with disabilities reach us.
        accessibility: "accessibility" => text;
        /// Changes that are already decided, soonest first.
        scheduled_changes: "scheduledChanges" => parts<ScheduledChange>;
        /// How long before a change customers are told.
        change_notice: "changeNotice" => text;
        /// The documents that together say what holds.
        documents: "documents" => parts<PromiseDocument>;
        /// Times in which less is promised, soonest first.
        interruptions: "interruptions" => parts<Interruption>;
        /// The offering that this one replaces.
        supersedes: "supersedes" => text;
        /// Names that this offering had before.
        former_names: "formerNames" => texts;
        /// Whether customers have it when their contract names none.
        is_default: "isDefault" => flag;
        /// Which document holds, the strongest first.
        document_order: "documentOrder" => texts;
        /// What must be so before customers are entitled.
        entitlement: "entitlement" => parts<Condition>;
        /// Places with clocks of their own.
        sites: "sites" => parts<Site>;
        /// Ways in which requests are not taken.
        not_contacts: "notContacts" => parts<InvalidContact>;
        /// Languages in which customers are answered.
        languages: "languages" => parts<SpokenLanguage>;
        /// What customers do.
        customer_duties: "customerDuties" => parts<CustomerDuty>;
        /// How a request gets its severity.
        severity_setting: "severitySetting" => part<SeveritySetting>;
        /// Kinds of requests.
        request_types: "requestTypes" => parts<RequestType>;
        /// What is promised about time.
        targets: "targets" => parts<Target>;
        /// What customers get when a promise is missed.
        remedies: "remedies" => parts<Remedy>;
    }

    /// One dated change.
    Change {
        /// Day on which it took effect.
        on: "on" => date;
        /// What changed.
        summary: "summary" => text;
    }

    /// Who tells customers what.
    Communications {
        /// Notices about subscriptions.
        subscription_notices: "subscriptionNotices" => part<Notices>;
        /// What Microsoft may tell customers itself.
        microsoft_direct: "microsoftDirect" => part<MicrosoftDirect>;
        /// Page on current incidents.
        status_page: "statusPage" => text;
        /// What customers should know about notices.
        note: "note" => text;
    }

    /// Notices about subscriptions.
    Notices {
        /// Who sends them.
        owner: "owner" => text;
    }

    /// What Microsoft may tell customers itself.
    MicrosoftDirect {
        /// About service incidents.
        service_incidents: "serviceIncidents" => flag;
        /// About operational matters.
        operational_matters: "operationalMatters" => flag;
    }

    /// Access we hold in the tenant.
    Access {
        /// Which access, and why.
        purpose: "purpose" => text;
        /// How customers see and remove it.
        review: "review" => text;
        /// What removing it means.
        removal_consequence: "removalConsequence" => text;
        /// What stays afterwards.
        remaining: "remaining" => text;
    }

    /// Invoices and non-payment.
    Billing {
        /// How questions are handled.
        questions: "questions" => text;
        /// When and how we invoice.
        invoicing: "invoicing" => text;
        /// Page about unpaid invoices.
        collections_policy_ref: "collectionsPolicyRef" => text;
        /// Notice before a suspension, in days.
        suspension_notice_days: "suspensionNoticeDays" => count;
    }

    /// Service credits.
    SlaCredits {
        /// What a credit is reckoned on.
        basis: "basis" => text;
        /// How much of it we pass on.
        pass_through: "passThrough" => text;
        /// Days within which customers should ask.
        request_within_days: "requestWithinDays" => count;
        /// What customers should know about credits.
        note: "note" => text;
    }

    /// When things are serious.
    Emergency {
        /// When everything is down.
        outage: "outage" => text;
        /// When no administrator can sign in.
        tenant_lockout: "tenantLockout" => text;
        /// When an attack is suspected.
        security_incident: "securityIncident" => text;
    }

    /// Contact shown in Business Central.
    BcSupportContact {
        /// Name.
        name: "name" => text;
        /// Email address.
        email: "email" => text;
        /// Web address.
        website: "website" => text;
    }
}

impl<'a> Offering<'a> {
    /// What is promised about a metric for a severity, in the order of the document.
    pub fn targets_for(self, metric: &str, severity: &str) -> impl Iterator<Item = Target<'a>> {
        self.targets().filter(move |target| {
            let mut severities = target.severities().peekable();
            let holds = severities.peek().is_none() || severities.any(|id| id == severity);
            holds && target.metric() == Some(metric)
        })
    }

    /// The severities, the most urgent first: by rank, else in the order of the document.
    pub fn by_urgency(self) -> Vec<Severity<'a>> {
        let mut levels: Vec<_> = self.severities().collect();
        levels.sort_by_key(|level| level.rank().unwrap_or(u64::MAX));
        levels
    }

    /// Draft, published or retired; published when the document does not say.
    pub fn status(self) -> &'a str {
        self.text("status").unwrap_or("published")
    }
}
