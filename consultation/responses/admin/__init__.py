"""Reading responses and acting on holds, in the staff's admin."""
