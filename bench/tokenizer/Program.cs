using MlopsCl.Bench.Tokenizer;

try
{
    return args switch
    {
        ["make", var folder, var translations] => VocabularyMaker.Run(folder, translations),
        ["measure", var folder] => Measurement.Run(folder),
        _ => Refuse("usage: make FOLDER TRANSLATIONS | measure FOLDER"),
    };
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
{
    return Refuse("error: " + error.Message);
}

static int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}
