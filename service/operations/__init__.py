"""What an operator needs: health, figures, logs."""
