"""What every implementation of one thing must do, said once for all of them."""
