return await MlopsCl.Host.Application.RunAsync(args);
