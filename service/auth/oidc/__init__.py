"""Signing in through an identity provider: OpenID Connect's authorization code flow with PKCE."""
