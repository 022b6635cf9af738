"""Who is whose partner: invite, accept, unlink, and which seat someone acts for."""
