//! What is covered, who is entitled, and how long it holds.

use crate::model::lens::lenses;

lenses! {
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
        /// Topics, each with how far it is covered.
        topics: "topics" => parts<Topic>;
    }

    /// Where the baseline support boundary is written down.
    BoundaryRef {
        /// The boundary or its document.
        text: "text" => text;
        /// Where the document can be read.
        url: "url" => text;
    }

    /// One topic and how far it is covered.
    Topic {
        /// The topic.
        topic: "topic" => text;
        /// How far it is covered.
        covered: "covered" => text;
        /// The limit.
        limit: "limit" => part<TopicLimit>;
        /// Its price.
        price: "price" => text;
        /// Offering in which it is included.
        included_from: "includedFrom" => text;
        /// Product families for which it holds; all when empty.
        products: "products" => texts;
        /// Windows in which it is covered; all when empty.
        during: "during" => texts;
        /// Where licences must have been bought.
        bought_from: "boughtFrom" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// Up to where a topic is covered.
    TopicLimit {
        /// How many.
        count: "count" => count;
        /// Of what.
        unit: "unit" => text;
        /// In which period.
        per: "per" => text;
    }

    /// What must be so before customers are entitled.
    Condition {
        /// What is needed.
        needs: "needs" => text;
        /// Most of them.
        most: "most" => count;
        /// Versions that a product may lag behind.
        versions_behind: "versionsBehind" => count;
        /// Classes of customers.
        classes: "classes" => texts;
        /// Time before the consequence follows.
        grace: "grace" => text;
        /// What follows otherwise.
        otherwise: "otherwise" => text;
        /// Product families for which it holds; all when empty.
        products: "products" => texts;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// Something that customers do.
    CustomerDuty {
        /// What they do.
        duty: "duty" => text;
        /// Time within which they do it.
        within: "within" => text;
        /// Window in which that time runs.
        during: "during" => text;
        /// Most of them.
        most: "most" => count;
        /// Severities for which it holds; all when empty.
        severities: "severities" => texts;
        /// What follows otherwise.
        otherwise: "otherwise" => text;
        /// What customers should know about it.
        note: "note" => text;
    }

    /// A change that is already decided.
    ScheduledChange {
        /// Day on which it takes effect.
        on: "on" => date;
        /// What changes.
        about: "about" => text;
        /// Day on which customers were told.
        announced_on: "announcedOn" => date;
        /// What changes, in words.
        summary: "summary" => text;
    }

    /// One of the documents that together say what holds.
    PromiseDocument {
        /// What kind of document it is.
        kind: "kind" => text;
        /// Its title.
        title: "title" => text;
        /// Where it can be read.
        url: "url" => text;
        /// Its version.
        version: "version" => text;
        /// First day of that version.
        from: "from" => date;
    }

    /// A time in which less is promised than usual.
    Interruption {
        /// First day.
        from: "from" => date;
        /// Last day.
        to: "to" => date;
        /// What is restricted.
        about: "about" => text;
        /// What customers should expect.
        summary: "summary" => text;
    }
}
