using System.CommandLine;

var root = new RootCommand("MlopsCl teaches a vision-language model one task dataset after another, and promotes only what passes the gate.");
return await root.Parse(args).InvokeAsync();
