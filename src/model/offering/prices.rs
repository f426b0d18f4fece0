//! What support costs.

use crate::model::lens::lenses;

lenses! {
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
        /// When we ask before a charge arises.
        consent: "consent" => text;
        /// Amount above which we ask first.
        consent_above: "consentAbove" => text;
        /// Currency of prices that name none.
        currency: "currency" => text;
        /// Tax treatment of prices that name none.
        tax: "tax" => text;
        /// Rate of value added tax, in percent.
        tax_rate: "taxRate" => text;
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
        /// Id to refer to.
        id: "id" => text;
        /// Exact, from or up to.
        qualifier: "qualifier" => text;
        /// Rate of value added tax, in percent.
        tax_rate: "taxRate" => text;
        /// Time at the beginning that costs nothing.
        free_time: "freeTime" => text;
        /// Prices by quantity.
        steps: "steps" => parts<PriceStep>;
        /// Whether a step holds for its own units or for all.
        steps_count: "stepsCount" => text;
        /// Least that is charged each time.
        minimum_charge: "minimumCharge" => text;
        /// Most that is charged.
        cap: "cap" => part<PriceCap>;
        /// How long customers are bound.
        term: "term" => part<Term>;
        /// First day of the price.
        valid_from: "validFrom" => date;
        /// Last day of the price.
        valid_to: "validTo" => date;
        /// Kinds of requests for which it holds.
        requests: "requests" => texts;
        /// Contacts for which it holds.
        via: "via" => texts;
        /// Targets that are bought with it.
        targets: "targets" => texts;
        /// Surcharges by time of day.
        bands: "bands" => parts<PriceBand>;
        /// What makes a charge arise.
        occasion: "occasion" => text;
        /// The same for other periods of billing.
        alternatives: "alternatives" => parts<PriceAlternative>;
        /// Credit bought in advance.
        prepaid: "prepaid" => part<Prepaid>;
        /// What is included in every period.
        quota: "quota" => part<Quota>;
    }

    /// Price of some units.
    PriceStep {
        /// First unit.
        from: "from" => count;
        /// Last unit.
        to: "to" => count;
        /// Price of one unit.
        amount: "amount" => text;
    }

    /// The same price for another period of billing.
    PriceAlternative {
        /// Price of one unit.
        amount: "amount" => text;
        /// The unit.
        unit: "unit" => text;
        /// When it is billed.
        billed: "billed" => text;
        /// Shortest time of the contract.
        length: "length" => text;
    }

    /// Most that is charged.
    PriceCap {
        /// Most that is charged.
        amount: "amount" => text;
        /// In which period, or for each case.
        per: "per" => text;
    }

    /// How long customers are bound, and how they are billed.
    Term {
        /// Shortest time of the contract.
        length: "length" => text;
        /// Days of notice before its end.
        notice_days: "noticeDays" => count;
        /// When it is billed.
        billed: "billed" => text;
        /// Time by which it goes on.
        renews: "renews" => text;
    }

    /// What the price becomes in one window.
    PriceBand {
        /// The window.
        during: "during" => text;
        /// Percent that are added.
        add_percent: "addPercent" => text;
        /// What the price is multiplied by.
        multiplier: "multiplier" => text;
        /// Amount that is added to a unit.
        add_amount: "addAmount" => text;
        /// Price of a unit in place of the usual one.
        amount: "amount" => text;
        /// Shortest time charged.
        minimum: "minimum" => text;
        /// Flat amount for each call.
        call_out: "callOut" => text;
    }

    /// Hours, incidents or points bought in advance.
    Prepaid {
        /// How many.
        units: "units" => count;
        /// Of what.
        unit: "unit" => text;
        /// Time after which the rest lapses.
        valid_for: "validFor" => text;
        /// What one thing takes from the credit.
        uses: "uses" => parts<PrepaidUse>;
        /// Price that holds when it is used up.
        overage: "overage" => text;
    }

    /// One rate of exchange.
    PrepaidUse {
        /// Units taken.
        takes: "takes" => text;
        /// Time for which they are taken.
        per: "per" => text;
        /// Contacts for which it holds.
        via: "via" => texts;
        /// Severities for which it holds.
        severities: "severities" => texts;
        /// Windows in which it holds.
        during: "during" => texts;
    }

    /// What is included in every period.
    Quota {
        /// How many.
        count: "count" => count;
        /// Of what.
        unit: "unit" => text;
        /// In which period.
        per: "per" => text;
        /// Longest time of one case.
        longest: "longest" => text;
        /// What happens to the rest.
        rest: "rest" => text;
        /// How long the rest can still be used.
        carried_for: "carriedFor" => text;
        /// Price that holds when it is used up.
        overage: "overage" => text;
    }
}
