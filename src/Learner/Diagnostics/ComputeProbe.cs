using System.Diagnostics;
using TorchSharp;

namespace MlopsCl.Learner;

/// <summary>Measures what this machine computes with. Takes about a tenth of a second, or a second with a slow BLAS.</summary>
public static class ComputeProbe
{
    private const int Size = 512;
    private const int Repetitions = 5;

    /// <summary>Below this the reference BLAS is at work: an optimized one reaches 30 and more on one core.</summary>
    public const double SlowGigaflops = 20;

    /// <summary>Loads LibTorch and measures.</summary>
    /// <exception cref="DllNotFoundException">LibTorch, or the library over it, is missing.</exception>
    public static ComputeFacts Measure()
    {
        using var scope = torch.NewDisposeScope();
        using var guard = torch.no_grad();
        var a = torch.ones(Size, Size); // [512, 512]
        var best = double.MaxValue;
        for (var i = 0; i <= Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            a.matmul(a).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return new ComputeFacts(torch.__version__, torch.get_num_threads(), 2.0 * Size * Size * Size / best / 1e9, torch.cuda.device_count());
    }
}
