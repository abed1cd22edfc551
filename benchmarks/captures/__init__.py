"""Pictures of documents as people take them: flat scans and phone photographs, with the geometry known."""
