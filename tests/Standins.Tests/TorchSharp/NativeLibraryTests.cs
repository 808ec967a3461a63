using TorchSharp;
using TorchSharp.Interop;
using Xunit;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>A native library that is missing or broken is explained.</summary>
public sealed class NativeLibraryTests
{
    [Fact]
    public void Load_OfAMissingLibrary_NamesTheFileAndTheNextStep()
    {
        var error = Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Load(["/nowhere/libmlopscl_torch.so"]));
        Assert.Contains("/nowhere/libmlopscl_torch.so: not there", error.Message, StringComparison.Ordinal);
        Assert.Contains("native/build.sh", error.Message, StringComparison.Ordinal);
        Assert.Contains("MLOPSCL_NATIVE", error.Message, StringComparison.Ordinal);
        Assert.Contains("./mlopscl doctor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFileThatIsNoLibrary_GivesTheLoadersReason()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "not a library");
            var error = Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Load([file]));
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("not there", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void TheBlasInUse_IsTheOneThatSharesLibTorchsThreads()
    {
        if (!torch.TryInitializeDeviceType(DeviceType.CPU)) throw new InvalidOperationException("The processor is always there.");
        var loaded = File.ReadLines("/proc/self/maps").Where(l => l.Contains("openblas", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(loaded, l => l.Contains("openblas-pthread", StringComparison.Ordinal));
    }
}
