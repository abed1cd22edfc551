"""The portal: pages for employers and reviewers. Server-rendered; everything works without scripts."""
