using System.Diagnostics;
using System.Globalization;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>This assembly as a program of its own: loads a model and says by how much its largest use of memory grew.</summary>
internal static class LoadingProcess
{
    /// <summary>Starts it.</summary>
    /// <returns>Bytes.</returns>
    public static long Run(string folder, WeightPrecision precision)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            ArgumentList = { typeof(LoadingProcess).Assembly.Location, folder, precision.ToString() },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return long.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static int Main(string[] arguments)
    {
        if (arguments is not [var folder, var precision])
            return 2;
        using (LvlmModel.Load(Fixture.Path("llava"), CPU))
            GC.Collect();   // whatever is loaded once, libraries above all
        var before = Kilobytes("VmHWM");
        using var model = LvlmModel.Load(folder, CPU, Enum.Parse<WeightPrecision>(precision));
        Console.Write((Kilobytes("VmHWM") - before) * 1024);
        return model.Weights.All.Values.All(weight => weight.dtype == ScalarType.BFloat16) ? 0 : 1;
    }

    private static long Kilobytes(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(field + ":", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', '\t').First(word => word.Length > 0 && char.IsAsciiDigit(word[0])), CultureInfo.InvariantCulture);
    }
}
