using System.Globalization;
using MlopsCl.Bench.MlNet;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Read(args, out var mistake) is not { } arguments)
{
    Console.Error.WriteLine($"error: {mistake}\nusage: bench/mlnet/run [BASE-MODEL [ROWS [REPEATS]]]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("mlopscl-bench-").FullName;
try
{
    var questions = Pictures.Ask(folder, arguments.Rows);
    Console.WriteLine($"{arguments.Rows} questions about {arguments.Rows} pictures, {Environment.ProcessorCount} processors, " +
        $"OMP_NUM_THREADS={Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? "unset"}");
    var verdict = Rows.Measure(arguments.BaseModel, folder, questions, arguments.Repeats);
    await Callers.MeasureAsync(arguments.BaseModel, folder, questions);
    return (int)verdict;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
