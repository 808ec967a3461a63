using System.Globalization;
using System.Runtime.InteropServices;
using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary>LibTorch, its speed, and the picture codecs.</summary>
internal static class ComputeChecks
{
    private static readonly (string Library, string Reads, string Package)[] Codecs =
    [
        ("libpng16.so.16", "PNG", "libpng16-16"), ("libturbojpeg.so.0", "JPEG", "libturbojpeg0"), ("libwebp.so.7", "WebP", "libwebp7"),
    ];

    private const string FromDebian = "apt-get install libtorch-dev libopenblas0-openmp, then standins/TorchSharp/native/build.sh";

    // TorchSharp's own packages say so where they find none.
    private const string FromPackages =
        "put the folder of TorchSharp's LibTorch into LD_LIBRARY_PATH, or build with the package TorchSharp-cpu; " +
        "either asks for the C++ library of GCC 13 (Debian 13, Ubuntu 24.04)";

    public static IEnumerable<CheckLine> Run() =>
        [new(".NET", true, RuntimeInformation.FrameworkDescription), .. Torch(), .. Codecs.Select(Codec)];

    private static IEnumerable<CheckLine> Torch()
    {
        ComputeFacts facts;
        try
        {
            facts = Measured();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            var reason = e.GetBaseException().Message.Split('\n')[0].Trim();
            return [new("LibTorch", false, reason, e.GetBaseException() is NotSupportedException ? FromPackages : FromDebian)];
        }
        return [new("LibTorch", true, facts.LibTorch), Speed(facts), Threads(facts), Gpu(facts)];
    }

    // TorchSharp's own packages print pages where they find no LibTorch; the check's line says what counts.
    private static ComputeFacts Measured()
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            return ComputeProbe.Measure();
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private static CheckLine Speed(ComputeFacts facts)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"{facts.GigaflopsPerSecond:0} GFLOP/s in a product of 512 x 512");
        return facts.GigaflopsPerSecond >= ComputeProbe.SlowGigaflops
            ? new("BLAS", true, detail)
            : new("BLAS", false, $"{detail}; {ComputeProbe.SlowGigaflops} and more is usual",
                "apt-get install libopenblas0-openmp (the reference BLAS is 30 times slower); on a busy machine, measure again");
    }

    private static CheckLine Threads(ComputeFacts facts) => facts.Threads <= Environment.ProcessorCount
        ? new("Threads", true, $"{facts.Threads} on {Environment.ProcessorCount} processors")
        : new("Threads", false, $"{facts.Threads} on {Environment.ProcessorCount} processors", $"set OMP_NUM_THREADS={Environment.ProcessorCount}");

    private static CheckLine Gpu(ComputeFacts facts) =>
        new("GPU", true, facts.Gpus == 0 ? "none that LibTorch can use; everything runs on the CPU" : $"{facts.Gpus} CUDA device(s): --device cuda:0");

    private static CheckLine Codec((string Library, string Reads, string Package) codec)
    {
        if (!NativeLibrary.TryLoad(codec.Library, out var handle))
            return new(codec.Reads, false, $"{codec.Library} is missing", $"apt-get install {codec.Package}");
        NativeLibrary.Free(handle);
        return new(codec.Reads, true, codec.Library);
    }
}
