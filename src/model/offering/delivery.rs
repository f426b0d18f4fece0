//! Who delivers the support, and how a case goes on.

use crate::model::lens::{Lens, lenses};
use crate::model::offering::hours::Window;

lenses! {
    /// Who delivers the support.
    Delivery {
        /// Direct, outsourced, resold or mixed.
        model: "model" => text;
        /// Who answers to the customer.
        accountable_party: "accountableParty" => text;
        /// Teams and companies that take part.
        parties: "parties" => parts<Party>;
        /// Whether other companies may be brought in.
        may_use_others: "mayUseOthers" => text;
        /// When a case passes on.
        handovers: "handovers" => parts<Handover>;
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
        /// Whether it is our distributor.
        distributor: "distributor" => flag;
        /// When it works.
        hours: "hours" => named<Window>;
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
        /// Whether pages tell its name; they do when this is missing.
        named: "named" => flag;
        /// Duties it holds.
        holds: "holds" => texts;
        /// Severities it handles; all when empty.
        severities: "severities" => texts;
        /// Whether customers may turn to it; they may when this is missing.
        talks_to_customers: "talksToCustomers" => flag;
        /// Countries in which it keeps customers' data.
        data_in: "dataIn" => texts;
        /// Who has the contract with it.
        contract_with: "contractWith" => text;
        /// First day on which it takes part.
        from: "from" => date;
        /// Last day on which it takes part.
        to: "to" => date;
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

    /// One passing-on of a case.
    Handover {
        /// The party that hands over.
        from: "from" => text;
        /// The party that takes over, or Microsoft.
        to: "to" => text;
        /// What leads to it.
        when: "when" => text;
        /// Time after which it happens at the latest.
        after: "after" => text;
        /// Window in which that time runs.
        during: "during" => text;
        /// Working time that a day means.
        day_length: "dayLength" => text;
        /// Types of support for which it happens; all when empty.
        support_types: "supportTypes" => texts;
        /// Product families for which it happens; all when empty.
        products: "products" => texts;
        /// Severities for which it happens; all when empty.
        severities: "severities" => texts;
        /// Whose times count afterwards.
        times_of: "timesOf" => text;
        /// Whether the customer is told; they are when this is missing.
        customer_told: "customerTold" => flag;
    }

    /// How requests are handled.
    Process {
        /// How a request is diagnosed.
        triage: "triage" => text;
        /// When it is closed.
        closure: "closure" => text;
        /// When it is closed without an answer.
        auto_close: "autoClose" => part<AutoClose>;
    }

    /// How an issue goes on when the first line cannot solve it.
    Escalation {
        /// Steps in their order.
        steps: "steps" => texts;
        /// How requests reach Microsoft.
        to_microsoft: "toMicrosoft" => part<ToMicrosoft>;
        /// Where technical issues go.
        technical: "technical" => part<Destination>;
        /// Where commercial issues go.
        commercial: "commercial" => part<Destination>;
        /// Where vulnerabilities are reported.
        vulnerability: "vulnerability" => part<Destination>;
        /// Microsoft's own times, when quoted.
        microsoft_times: "microsoftTimes" => part<MicrosoftTimes>;
        /// Whom customers can turn to when a case does not move.
        ladder: "ladder" => parts<Rung>;
        /// How to complain.
        complaints: "complaints" => text;
        /// What customers should know when a case is passed on.
        note: "note" => text;
        /// Where to turn with complaints and the like.
        routes: "routes" => parts<Route>;
    }

    /// How requests reach Microsoft.
    ToMicrosoft {
        /// Who files them: partner or provider.
        by: "by" => text;
        /// Issues that are handed over.
        categories: "categories" => texts;
    }

    /// Where an issue goes in the end.
    Destination {
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
        /// Id to refer to.
        id: "id" => text;
        /// Time after which it is due.
        after: "after" => text;
        /// From when that time counts; from the request when missing.
        since: "since" => text;
        /// Window in which that time runs.
        during: "during" => text;
        /// Working time that a day means.
        day_length: "dayLength" => text;
        /// Window in which that role can be reached.
        hours: "hours" => text;
        /// Severities for which it holds; all when empty.
        severities: "severities" => texts;
        /// Role to turn to.
        to: "to" => text;
        /// Contact through which that role is reached.
        via: "via" => text;
        /// How to reach that role, in words.
        how: "how" => text;
        /// Id of the next rung.
        then: "then" => text;
        /// Price that it costs.
        charged: "charged" => text;
    }

    /// Where to turn with something that is no ordinary request.
    Route {
        /// What it is for.
        purpose: "for" => text;
        /// Role or desk.
        to: "to" => text;
        /// Contact through which it is reached.
        via: "via" => text;
        /// Address, when it is none of the contacts.
        address: "address" => text;
        /// Time within which an answer comes.
        answer_within: "answerWithin" => text;
        /// Window in which that time runs.
        during: "during" => text;
        /// Working time that a day means.
        day_length: "dayLength" => text;
    }

    /// When a case is closed without an answer.
    AutoClose {
        /// Attempts before it is closed.
        attempts: "attempts" => count;
        /// Time between two attempts.
        every: "every" => text;
        /// Whether one of attempts and time is enough; it is when missing.
        needs: "needs" => text;
        /// Time after a solution within which the customer can object.
        after_solution: "afterSolution" => text;
        /// Time without an answer.
        after: "after" => text;
        /// Window in which that time runs.
        during: "during" => text;
        /// Working time that a day means.
        day_length: "dayLength" => text;
        /// Time within which it can be opened again.
        reopen_within: "reopenWithin" => text;
    }

    /// Whether customers' own pages show service health.
    ShownHealth {
        /// Age that a snapshot may have at most.
        max_age: "maxAge" => text;
    }
}

impl ShownHealth<'_> {
    /// Whether it is shown; it is unless it says no.
    pub fn is_shown(self) -> bool {
        self.flag("show") != Some(false)
    }
}
