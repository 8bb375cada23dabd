"""How a firm tunes the guidance, and what another setting would change."""
