using System.Globalization;
using MlopsCl.Bench.MlNet;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var baseModel, .. var rest])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project bench/mlnet -- BASE-MODEL [ROWS] [REPEATS]");
    return 2;
}

var rows = rest.Length > 0 ? int.Parse(rest[0]) : 256;
var repeats = rest.Length > 1 ? int.Parse(rest[1]) : 9;
var folder = Directory.CreateTempSubdirectory("mlopscl-bench-").FullName;
try
{
    var questions = Pictures.Ask(folder, rows);
    Console.WriteLine($"{rows} questions about {rows} pictures, {Environment.ProcessorCount} processors, " +
        $"OMP_NUM_THREADS={Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? "unset"}");
    Rows.Measure(baseModel, folder, questions, repeats);
    await Callers.MeasureAsync(baseModel, folder, questions);
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
