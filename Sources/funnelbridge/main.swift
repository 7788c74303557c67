print("funnelbridge")
