//! Who the partner is: the part of the `PartnerProfile` kind that pages show.
//!
//! Fields are named as in the schema, which says what they mean; nothing here judges or translates.

use crate::model::lens::{Lens, lenses};

lenses! {
    /// The `spec` of a partner profile.
    Partner {
        /// Registered name.
        legal_name: "legalName" => text;
        /// Home page.
        website: "website" => text;
        /// Registered office.
        legal_address: "legalAddress" => part<Address>;
        /// Entry in the commercial register.
        registration: "registration" => text;
        /// Value added tax number.
        vat_id: "vatId" => text;
        /// How pages look like its own.
        branding: "branding" => part<Branding>;
        /// What Microsoft authorized it to do.
        csp_authorization: "cspAuthorization" => part<Authorization>;
        /// Distributors it buys from.
        upstream: "upstream" => parts<Upstream>;
    }

    /// A postal address.
    Address {
        /// Street and number.
        street: "street" => text;
        /// Postal code.
        postal_code: "postalCode" => text;
        /// Town or city.
        city: "city" => text;
        /// Country code.
        country: "country" => text;
    }

    /// What makes pages look like the partner's own.
    Branding {
        /// Colour of links and headings, as `#rrggbb`.
        accent: "accent" => text;
        /// File of the logo, by its path from the folder of the document.
        logo: "logo" => text;
        /// A line at the foot of every page.
        footer: "footer" => text;
        /// Links at the foot of every page.
        links: "links" => parts<LegalLink>;
    }

    /// A link at the foot of every page.
    LegalLink {
        /// Its words.
        words: "text" => text;
        /// Its target.
        url: "url" => text;
    }

    /// Authorization in the Cloud Solution Provider programme.
    Authorization {
        /// Direct bill, indirect provider, indirect reseller, advisor or control panel vendor.
        partner_type: "partnerType" => text;
        /// Sales region as Microsoft names it.
        region: "region" => text;
    }

    /// A distributor.
    Upstream {
        /// Its name.
        provider: "provider" => text;
    }
}

impl<'a> Partner<'a> {
    /// The name customers know: the short one, else the registered one.
    pub fn display_name(self) -> Option<&'a str> {
        self.text("displayName").or_else(|| self.legal_name())
    }
}
