//! Severities, kinds of requests, and what is promised about time.

use crate::model::lens::lenses;

lenses! {
    /// One severity level.
    Severity {
        /// Id to refer to.
        id: "id" => text;
        /// Place in the order of urgency, 1 for the most urgent.
        rank: "rank" => count;
        /// What pages call it.
        name: "name" => text;
        /// What else it is called.
        aliases: "aliases" => texts;
        /// Which effect on the business it means.
        definition: "definition" => text;
        /// Typical cases.
        examples: "examples" => texts;
        /// Whether customers may claim it; they may when this is missing.
        customer_may_choose: "customerMayChoose" => flag;
        /// What it is called elsewhere.
        map: "map" => part<SeverityMap>;
    }

    /// What a severity is called elsewhere.
    SeverityMap {
        /// Microsoft's severity: A, B or C.
        microsoft: "microsoft" => text;
        /// Severity as Partner Center writes it.
        partner_center: "partnerCenter" => text;
    }

    /// How a request gets its severity.
    SeveritySetting {
        /// Who sets it.
        by: "by" => text;
        /// Contact to turn to when a customer sees it differently.
        dispute: "dispute" => text;
        /// Severity by impact and urgency.
        matrix: "matrix" => parts<Cell>;
    }

    /// One cell of the matrix.
    Cell {
        /// How much is hit.
        impact: "impact" => text;
        /// How long it can wait.
        urgency: "urgency" => text;
        /// The severity that follows.
        severity: "severity" => text;
    }

    /// A kind of request.
    RequestType {
        /// Id to refer to.
        id: "id" => text;
        /// What pages call it.
        name: "name" => text;
        /// What belongs to it.
        definition: "definition" => text;
    }

    /// One promise about time.
    Target {
        /// Id to refer to.
        id: "id" => text;
        /// What is timed.
        metric: "metric" => text;
        /// Severities for which it holds; all when empty.
        severities: "severities" => texts;
        /// Kinds of requests for which it holds; all when empty.
        requests: "requests" => texts;
        /// Contacts through which the request must come; any when empty.
        via: "via" => texts;
        /// Windows in which the request must arrive; any time when empty.
        arriving: "arriving" => texts;
        /// Product families for which it holds; all when empty.
        products: "products" => texts;
        /// How binding it is; a target when missing.
        kind: "kind" => text;
        /// Longest time.
        within: "within" => text;
        /// Shorter end of a range.
        at_least: "atLeast" => text;
        /// Window in which the time runs.
        during: "during" => text;
        /// Working time that a day means.
        day_length: "dayLength" => text;
        /// A rule of the calendar in place of `within`.
        by: "by" => part<DueBy>;
        /// Part of all cases, in percent.
        share: "share" => text;
        /// Period over which that part is counted.
        measured_over: "measuredOver" => text;
        /// On whom the time depends besides us.
        depends_on: "dependsOn" => texts;
        /// For whom the time stands still.
        pauses_for: "pausesFor" => texts;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// By when on which working day.
    DueBy {
        /// 0 for the day of the request, 1 for the next working day.
        working_day: "workingDay" => count;
        /// Time of day; the end of the hours when missing.
        at: "at" => text;
        /// A request after this time counts as one of the next working day.
        received_until: "receivedUntil" => text;
    }

    /// What customers get when a promise is missed.
    Remedy {
        /// Ids of the targets it is about; all guarantees when empty.
        targets: "targets" => texts;
        /// Credit, refund and so on.
        kind: "kind" => text;
        /// Amount for each miss.
        amount: "amount" => text;
        /// Currency of the amounts.
        currency: "currency" => text;
        /// Part of the fee for each miss.
        percent: "percent" => text;
        /// The fee that `percent` means.
        of: "of" => text;
        /// Larger credits for more misses.
        steps: "steps" => parts<RemedyStep>;
        /// Period in which misses are counted and capped.
        period: "period" => text;
        /// Most that is credited in a period.
        cap: "cap" => text;
        /// The same as part of the fee.
        cap_percent: "capPercent" => text;
        /// Whether customers get it without asking.
        automatic: "automatic" => flag;
        /// Time within which customers must ask.
        claim_within: "claimWithin" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// One step of a remedy.
    RemedyStep {
        /// From this number of misses on.
        misses: "misses" => count;
        /// When a smaller part of all cases kept the promise, in percent.
        below: "below" => text;
        /// Part of the fee.
        percent: "percent" => text;
        /// Amount.
        amount: "amount" => text;
    }
}
