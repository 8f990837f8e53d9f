"""What Jixiao is compared with."""
