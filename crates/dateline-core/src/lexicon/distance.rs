//! Distance over the globe.

/// Radius of the sphere that has the Earth's mean radius, in kilometres (IUGG).
const EARTH_RADIUS: f64 = 6371.0088;

/// Great-circle distance in kilometres between two points in degrees (latitude, longitude), by the haversine formula.
///
/// Sine and arc sine come from the crate `libm`, so the result has the same bits on every platform.
///
/// ```
/// use dateline_core::lexicon::kilometres;
/// let istanbul_to_kyiv = kilometres((41.0138, 28.9497), (50.4547, 30.5238));
/// assert!((istanbul_to_kyiv - 1056.0).abs() < 2.0);
/// ```
#[must_use]
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half_lat = libm::sin((lat_b - lat_a) / 2.0);
    let half_lon = libm::sin((b.1 - a.1).to_radians() / 2.0);
    let chord = half_lat * half_lat + libm::cos(lat_a) * libm::cos(lat_b) * half_lon * half_lon;
    2.0 * EARTH_RADIUS * libm::asin(chord.sqrt().min(1.0))
}

/// The point in degrees (latitude, longitude) that lies so many kilometres from another in a direction, in degrees clockwise from
/// north, along a great circle; to four decimals.
///
/// ```
/// use dateline_core::lexicon::point_at;
/// assert_eq!(point_at((0.0, 179.5), 111.195, 90.0), (0.0, -179.5));
/// ```
#[must_use]
pub fn point_at(from: (f64, f64), kilometres: f64, bearing: f64) -> (f64, f64) {
    let (lat, lon) = (from.0.to_radians(), from.1.to_radians());
    let (angle, bearing) = (kilometres / EARTH_RADIUS, bearing.to_radians());
    let sine = libm::sin(lat) * libm::cos(angle) + libm::cos(lat) * libm::sin(angle) * libm::cos(bearing);
    let there = libm::asin(sine.clamp(-1.0, 1.0));
    let east = libm::sin(bearing) * libm::sin(angle) * libm::cos(lat);
    let turn = libm::atan2(east, libm::cos(angle) - libm::sin(lat) * sine);
    let whole = (lon + turn).to_degrees();
    let round = |degrees: f64| libm::round(degrees * 1e4) / 1e4;
    let wrapped = if whole > 180.0 {
        whole - 360.0
    } else if whole < -180.0 {
        whole + 360.0
    } else {
        whole
    };
    (round(there.to_degrees()), round(wrapped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn antipodes_and_the_date_line() {
        assert!((kilometres((0.0, 0.0), (0.0, 180.0)) - 20015.1).abs() < 0.1);
        assert!(kilometres((10.0, 179.9), (10.0, -179.9)) < 22.0);
        assert!(kilometres((51.5, 0.0), (51.5, 0.0)) < 1e-9);
    }
}
