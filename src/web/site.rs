//! What every handler is handed.

use super::traffic::Traffic;
use crate::operations::installation::Installation;

/// One web server: the installation it shows, and what it counts.
pub struct Site {
    pub installation: Installation,
    pub traffic: Traffic,
}

impl Site {
    pub fn new(installation: Installation) -> Self {
        Self {
            installation,
            traffic: Traffic::default(),
        }
    }
}
