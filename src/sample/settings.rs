//! Where a child can be placed: kinds of provider, registration, distance, and the registered homes of Wales.

use super::dice::Dice;
use super::services::Service;

/// Where a child is placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'h> {
    /// The kind of placement.
    pub(super) placement_type: &'static str,
    /// Where it is.
    pub(super) location: &'static str,
    /// Why it is not in the authority; empty where it is, or unknown.
    pub(super) out_of_area_reason: &'static str,
    /// Who provides it.
    pub(super) provider: &'static str,
    /// Whether it is registered.
    pub(super) registration: &'static str,
    /// The registered service; empty where there is none in Wales.
    pub(super) service: &'h str,
    /// Tenths of a kilometre from home.
    pub(super) distance: Option<u32>,
}

/// The registered services in which children live, as one authority sees them.
pub(super) struct Homes<'s> {
    /// The authority.
    authority: usize,
    services: &'s [Service],
}

impl<'s> Homes<'s> {
    /// The homes that an authority can use.
    pub(super) fn of(authority: usize, services: &'s [Service]) -> Self {
        Self { authority, services }
    }

    /// A placement of a kind, beginning on a day.
    pub(super) fn setting(
        &self,
        placement_type: &'static str,
        location: &'static str,
        start: i32,
        dice: &mut Dice,
    ) -> Setting<'_> {
        let (provider, registration) = provided(placement_type, dice);
        let away = matches!(location, "elsewhere_in_wales" | "outside_wales");
        let in_wales = matches!(location, "in_authority" | "elsewhere_in_wales");
        let service = if registration == "registered" && in_wales {
            self.service(placement_type, location == "in_authority", start, dice)
        } else {
            ""
        };
        let out_of_area_reason = if away { dice.pick(reasons(placement_type)) } else { "" };
        let distance = distance(placement_type, location, dice);
        Setting { placement_type, location, out_of_area_reason, provider, registration, service, distance }
    }

    /// A service of the fitting type that was registered by then and is still.
    fn service(&self, placement_type: &str, own: bool, start: i32, dice: &mut Dice) -> &str {
        let service_type = match placement_type {
            "secure" => "secure_accommodation",
            "residential_school" => "special_school_residential",
            "residential_family_centre" => "residential_family_centre",
            _ => "care_home_children",
        };
        let open = |service: &&Service| {
            let stays = service.cancelled.is_none() && service.registered <= start;
            service.kind == service_type && stays
        };
        let near = |service: &&Service| open(service) && (service.authority == self.authority) == own;
        let mut fitting: Vec<&Service> = self.services.iter().filter(near).collect();
        if fitting.is_empty() {
            fitting = self.services.iter().filter(open).collect();
        }
        fitting.get(dice.place(fitting.len())).map_or("", |service| service.id.as_str())
    }
}

/// Who provides a kind of placement, and whether it is registered.
fn provided(placement_type: &str, dice: &mut Dice) -> (&'static str, &'static str) {
    match placement_type {
        "parents" => ("parents", "not_required"),
        "foster_kinship" => ("own_authority", "not_required"),
        "foster_other" => (
            dice.pick(&[(610, "own_authority"), (20, "other_authority"), (310, "private"), (60, "voluntary")]),
            "not_required",
        ),
        "residential_home" => (dice.pick(&[(16, "own_authority"), (76, "private"), (8, "voluntary")]), "registered"),
        "residential_school" => (dice.pick(&[(75, "private"), (25, "voluntary")]), "registered"),
        "residential_family_centre" => (dice.pick(&[(60, "private"), (40, "voluntary")]), "registered"),
        "secure" => ("other_authority", "registered"),
        "adoption" => (dice.pick(&[(80, "own_authority"), (20, "voluntary")]), "not_required"),
        "health" | "custody" | "temporary" => ("other_public", "not_required"),
        "other" if dice.chance(700) => (dice.pick(&[(60, "own_authority"), (40, "private")]), "unregistered"),
        "other" => (dice.pick(&[(50, "own_authority"), (50, "private")]), "not_required"),
        _ => (dice.pick(&[(20, "own_authority"), (50, "private"), (30, "voluntary")]), "not_required"),
    }
}

fn reasons(placement_type: &str) -> &'static [(u32, &'static str)] {
    match placement_type {
        "parents" | "foster_kinship" => &[(85, "family_nearby"), (8, "safety"), (7, "other")],
        "foster_other" => &[(58, "no_local_placement"), (12, "safety"), (18, "family_nearby"), (12, "other")],
        "adoption" => &[(30, "safety"), (70, "other")],
        _ => &[(44, "no_local_placement"), (40, "specialist_need"), (9, "safety"), (7, "other")],
    }
}

fn distance(placement_type: &str, location: &str, dice: &mut Dice) -> Option<u32> {
    if placement_type == "adoption" || dice.chance(60) {
        return None;
    }
    let near = dice.below(200).min(dice.below(260));
    match location {
        "in_authority" if placement_type == "parents" => Some(0),
        "in_authority" => Some(near + 4),
        "elsewhere_in_wales" => Some(90 + dice.below(900).min(dice.below(1500))),
        // Some go to the north of Scotland.
        "outside_wales" if dice.chance(12) => Some(8_000 + dice.below(4_000)),
        "outside_wales" => Some(500 + dice.below(3000).min(dice.below(4000))),
        _ => None,
    }
}
