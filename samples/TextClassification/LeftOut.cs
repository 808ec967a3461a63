System.Console.Error.WriteLine("This sample was left out of the build: it needs the package Microsoft.ML.TorchSharp. Build it with -p:MlStack=package.");
return 2;
