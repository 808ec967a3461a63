System.Console.Error.WriteLine("This sample was left out of the build: it needs the package Microsoft.ML.TorchSharp. Run samples/TextClassification/run.");
return 2;
