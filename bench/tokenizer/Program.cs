using MlopsCl.Bench.Tokenizer;

return args switch
{
    ["make", var folder, var translations] => VocabularyMaker.Run(folder, translations),
    ["measure", var folder] => Measurement.Run(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: make FOLDER TRANSLATIONS | measure FOLDER");
    return 2;
}
