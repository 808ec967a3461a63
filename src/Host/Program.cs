using MlopsCl.Host;

using var interruption = new Interruption();
return await Application.RunAsync(args, cancellation: interruption.Token);
