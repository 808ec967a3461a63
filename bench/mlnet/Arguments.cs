using System.Globalization;

namespace MlopsCl.Bench.MlNet;

/// <summary>What is measured.</summary>
/// <param name="BaseModel">A checkpoint folder in Hugging Face layout.</param>
/// <param name="Rows">Rows of a pass, each with a picture of its own, 1 to 65,536.</param>
/// <param name="Repeats">Turns in which learner and view are compared, 6 to 1,000.</param>
internal sealed record Arguments(string BaseModel, int Rows, int Repeats)
{
    private const int UsualRows = 256;
    private const int UsualRepeats = 40;
    private const int MostRows = 65_536;
    private const int MostRepeats = 1_000;

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Folder, rows, repeats; what is left out is as usual.</param>
    /// <param name="mistake">What is wrong with it; null where nothing is.</param>
    public static Arguments? Read(string[] args, out string? mistake)
    {
        if (args.Length > 3)
            mistake = $"{args.Length} arguments; there are three: a folder, rows, repeats.";
        else if (args.Length == 0 || !File.Exists(Path.Combine(args[0], "config.json")))
            mistake = $"'{args.FirstOrDefault()}' is no folder with a config.json; name a model's, such as assets/tiny-llava.";
        else if (!IsWithin(args, 1, UsualRows, 1, MostRows, out var rows))
            mistake = $"ROWS is '{args[1]}'; it is a whole number from 1 to {MostRows}.";
        else if (!IsWithin(args, 2, UsualRepeats, Spread.FewestValues, MostRepeats, out var repeats))
            mistake = $"REPEATS is '{args[2]}'; it is a whole number from {Spread.FewestValues}, of which an interval can be told, to {MostRepeats}.";
        else
        {
            mistake = null;
            return new Arguments(args[0], rows, repeats);
        }

        return null;
    }

    private static bool IsWithin(string[] args, int at, int usual, int least, int most, out int value)
    {
        value = usual;
        return args.Length <= at
            || (int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);
    }
}
