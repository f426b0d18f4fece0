//! Ways to reach the support, and languages.

use crate::model::lens::lenses;

lenses! {
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
        /// Id to refer to.
        id: "id" => text;
        /// A number without international form.
        national_number: "nationalNumber" => text;
        /// What to press or say in the menu.
        menu_option: "menuOption" => text;
        /// Where customers find the address.
        told_in: "toldIn" => text;
        /// Both, to us or from us.
        direction: "direction" => text;
        /// A person or an assistant.
        answered_by: "answeredBy" => text;
        /// Kinds of requests it takes; all when empty.
        requests: "requests" => texts;
        /// From where it can be called.
        reach: "reach" => part<Reach>;
        /// What the call costs the caller.
        cost: "cost" => part<CallCost>;
        /// What to have at hand.
        have_ready: "haveReady" => texts;
    }

    /// From where a number can be called.
    Reach {
        /// Whether the call costs nothing.
        toll_free: "tollFree" => flag;
        /// Countries from which it works; everywhere when empty.
        from: "from" => texts;
    }

    /// What a call costs the caller.
    CallCost {
        /// Amount.
        amount: "amount" => text;
        /// Its currency.
        currency: "currency" => text;
        /// For a minute or for the call.
        per: "per" => text;
    }

    /// A way in which requests are not taken.
    InvalidContact {
        /// Way of contact.
        method: "method" => text;
        /// The address, when one in particular is meant.
        address: "address" => text;
        /// Why it does not count.
        because: "because" => text;
        /// Contact to use in its place.
        instead: "instead" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// A language in which customers are answered.
    SpokenLanguage {
        /// The language.
        language: "language" => text;
        /// Windows in which it is promised; all when empty.
        during: "during" => texts;
        /// Severities for which it is promised; all when empty.
        severities: "severities" => texts;
        /// Kinds of requests for which it is promised; all when empty.
        requests: "requests" => texts;
        /// Speaker, interpreter or translation.
        by: "by" => text;
        /// Primary or secondary.
        rank: "rank" => text;
    }
}
