//! How prominent a place is, from 0 to 255.
//!
//! Seven points for each doubling of the inhabitants, three for each doubling of the names the source knows (names in
//! many languages are a sign of fame), and a constant for the sort of place. The constants put a country before a state
//! of its name (Georgia), a city before the state around it (New York), and both before a county.

/// Of a settlement.
pub(super) fn of_settlement(population: u32, names: usize, capital: bool) -> u8 {
    let fame = 3.0 * libm::log2(names as f64 + 1.0);
    clamp(7.0 * doublings(f64::from(population)) + fame + if capital { 15.0 } else { 0.0 })
}

/// Of a country.
pub(super) fn of_country(population: u64) -> u8 {
    clamp(7.0 * doublings(population as f64) + 40.0)
}

/// Of a first-order division.
pub(super) fn of_division(population: u32) -> u8 {
    clamp(7.0 * doublings(f64::from(population)) - 20.0)
}

/// Of a county.
pub(super) fn of_county(population: u32) -> u8 {
    clamp(7.0 * doublings(f64::from(population)) - 40.0)
}

/// Of a place in a table that gives it a weight from 1 (known to its neighbours) to 5 (known to all).
pub(super) fn of_weight(weight: u8) -> u8 {
    weight.saturating_mul(30).saturating_add(60)
}

fn doublings(count: f64) -> f64 {
    libm::log2(count + 1.0)
}

fn clamp(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
