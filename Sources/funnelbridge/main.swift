import Bridge

Program.main()
