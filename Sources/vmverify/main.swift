print("vmverify")
