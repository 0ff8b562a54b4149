"""What several processes of the bot share through Redis. Without Redis, or while it is away, each goes by itself."""
