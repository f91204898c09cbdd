"""Cases that a person opened with a code and a PIN of their own."""
