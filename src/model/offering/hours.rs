//! Windows of hours: when somebody is there.

use crate::model::lens::lenses;

lenses! {
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
        /// Names of windows outside which it is open; stands in place of `open`.
        except: "except" => texts;
        /// What holidays mean when the expression is silent about them.
        on_holidays: "onHolidays" => text;
        /// Product families for which it is meant; all when empty.
        products: "products" => texts;
        /// What happens in it: receive, work, onsite or maintenance.
        purpose: "purpose" => text;
    }

    /// A place with a clock of its own.
    Site {
        /// Id to refer to.
        id: "id" => text;
        /// What pages call it.
        name: "name" => text;
        /// IANA time zone.
        zone: "zone" => text;
    }
}

impl Window<'_> {
    /// Whether customers can turn to us in it; in others work is done, somebody comes, or systems rest.
    pub fn takes_requests(self) -> bool {
        self.purpose().is_none_or(|purpose| purpose == "receive")
    }
}
