//! What customers are promised: the `SupportOffering` kind.
//!
//! Fields are named as in the schema, which says what they mean; nothing here judges or translates.

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
    }

    /// One dated change.
    Change {
        /// Day on which it took effect.
        on: "on" => date;
        /// What changed.
        summary: "summary" => text;
    }

    /// What is included and what is not.
    Scope {
        /// Included.
        in_scope: "inScope" => texts;
        /// On request or for a charge.
        on_request: "onRequest" => texts;
        /// Not covered.
        out_of_scope: "outOfScope" => texts;
        /// What customers can try first.
        first_steps: "firstSteps" => texts;
        /// Where customers can help themselves.
        self_help_links: "selfHelpLinks" => texts;
        /// Where the boundary is written down.
        baseline_boundary_ref: "baselineBoundaryRef" => part<BoundaryRef>;
    }

    /// Where the baseline support boundary is written down.
    BoundaryRef {
        /// The boundary or its document.
        text: "text" => text;
        /// Where the document can be read.
        url: "url" => text;
    }

    /// Who delivers the support.
    Delivery {
        /// Direct, outsourced, resold or mixed.
        model: "model" => text;
        /// Who answers to the customer.
        accountable_party: "accountableParty" => text;
        /// Teams and companies that take part.
        parties: "parties" => parts<Party>;
    }

    /// One team or company.
    Party {
        /// Its name.
        name: "name" => text;
        /// The part it plays.
        role: "role" => text;
        /// Direct, outsourced or resold.
        model: "model" => text;
        /// What it does.
        duties: "duties" => text;
        /// Types of support it delivers.
        support_types: "supportTypes" => texts;
        /// Product families it handles.
        products: "products" => texts;
        /// How customers reach it.
        contact: "contact" => part<PublicContact>;
        /// Country from which it works.
        country: "country" => text;
        /// Whether pages name it; they do when this is missing.
        shown_to_customers: "shownToCustomers" => flag;
    }

    /// Somebody a customer can turn to.
    PublicContact {
        /// Who answers.
        name: "name" => text;
        /// How.
        method: "method" => text;
        /// Where.
        address: "address" => text;
    }

    /// One window of service hours.
    Window {
        /// What pages call it.
        label: "label" => text;
        /// The opening hours expression.
        open: "open" => text;
        /// IANA time zone.
        zone: "zone" => text;
        /// Holiday calendar.
        holidays: "holidays" => text;
        /// Languages spoken.
        languages: "languages" => texts;
        /// Severities for which it is meant; all when empty.
        severities: "severities" => texts;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// One way to reach the support.
    Contact {
        /// Phone, email, portal and so on.
        method: "method" => text;
        /// Number or address.
        address: "address" => text;
        /// What it is for.
        purpose: "purpose" => text;
        /// Window in which it answers.
        coverage: "coverage" => text;
        /// Types of support it serves.
        support_types: "supportTypes" => texts;
        /// Product families it serves.
        products: "products" => texts;
        /// Severities it is meant for.
        severities: "severities" => texts;
        /// Languages in which it answers.
        languages: "languages" => texts;
        /// Who answers.
        party: "party" => text;
        /// How soon the first answer comes.
        reply_within: "replyWithin" => text;
        /// What the call costs.
        call_cost: "callCost" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// One severity level.
    Severity {
        /// Id to refer to.
        id: "id" => text;
        /// What pages call it.
        name: "name" => text;
        /// Which effect on the business it means.
        definition: "definition" => text;
        /// Typical cases.
        examples: "examples" => texts;
        /// Time until a person first answers.
        initial_response: "initialResponse" => text;
        /// Window in which the time runs.
        clock: "clock" => text;
        /// How binding the time is.
        commitment: "commitment" => text;
        /// How often customers hear from us.
        update_every: "updateEvery" => text;
        /// Time until the solution.
        resolution_target: "resolutionTarget" => text;
    }

    /// How requests are handled.
    Process {
        /// How a request is diagnosed.
        triage: "triage" => text;
        /// When it is closed.
        closure: "closure" => text;
    }

    /// What the support costs.
    Pricing {
        /// None, partial or full.
        charging: "charging" => text;
        /// Types of support that cost nothing.
        free_of_charge: "freeOfCharge" => texts;
        /// Prices.
        items: "items" => parts<Price>;
        /// What customers should know about charges.
        note: "note" => text;
    }

    /// One price.
    Price {
        /// What is charged.
        name: "name" => text;
        /// How it is charged.
        model: "model" => text;
        /// Price of one unit.
        amount: "amount" => text;
        /// Its currency.
        currency: "currency" => text;
        /// The unit.
        unit: "unit" => text;
        /// Exclusive, inclusive or none.
        tax: "tax" => text;
        /// Shortest time charged.
        minimum: "minimum" => text;
        /// Steps in which time is charged.
        increment: "increment" => text;
        /// Product families for which it holds.
        applies_to: "appliesTo" => texts;
        /// Types of support for which it holds.
        support_types: "supportTypes" => texts;
        /// Severities for which it holds.
        severities: "severities" => texts;
        /// Windows in which it holds.
        during: "during" => texts;
        /// Why no amount is stated.
        reason: "reason" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// How an issue goes on when the first line cannot solve it.
    Escalation {
        /// Steps in their order.
        steps: "steps" => texts;
        /// How requests reach Microsoft.
        to_microsoft: "toMicrosoft" => part<ToMicrosoft>;
        /// Where technical issues go.
        technical: "technical" => part<Target>;
        /// Where commercial issues go.
        commercial: "commercial" => part<Target>;
        /// Where vulnerabilities are reported.
        vulnerability: "vulnerability" => part<Target>;
        /// Microsoft's own times, when quoted.
        microsoft_times: "microsoftTimes" => part<MicrosoftTimes>;
        /// Whom customers can turn to when a case does not move.
        ladder: "ladder" => parts<Rung>;
        /// How to complain.
        complaints: "complaints" => text;
        /// What customers should know when a case is passed on.
        note: "note" => text;
    }

    /// How requests reach Microsoft.
    ToMicrosoft {
        /// Who files them: partner or provider.
        by: "by" => text;
        /// Issues that are handed over.
        categories: "categories" => texts;
    }

    /// Where an issue goes in the end.
    Target {
        /// Whom it goes to.
        target: "target" => text;
        /// Contact of the publisher.
        contact: "contact" => part<PublicContact>;
    }

    /// Microsoft's own initial response times.
    MicrosoftTimes {
        /// Severity A.
        a: "A" => text;
        /// Severity B.
        b: "B" => text;
        /// Severity C.
        c: "C" => text;
        /// Limits that must be told with them.
        limits: "limits" => texts;
    }

    /// One rung of the ladder.
    Rung {
        /// Time after which it is due.
        after: "after" => text;
        /// Role to turn to.
        to: "to" => text;
        /// How to reach that role.
        how: "how" => text;
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
    /// Draft, published or retired; published when the document does not say.
    pub fn status(self) -> &'a str {
        self.text("status").unwrap_or("published")
    }
}
