using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Tests;

public sealed class DeviceChoiceTests
{
    [Fact]
    public void WithoutAGpuDeviceId_TheCpuIsChosen() => Assert.Equal("cpu", DeviceChoice.Resolve(new MLContext(), wanted: null));

    [Fact]
    public void AGpuThatIsNotThere_IsRefused_UnlessTheCpuMayTakeOver()
    {
        const int None = 4096;
        var strict = new MLContext { GpuDeviceId = None };
        Assert.Contains("cuda:4096", Assert.Throws<InvalidOperationException>(() => DeviceChoice.Resolve(strict, null)).Message);
        var warned = new List<ChannelMessageKind>();
        var lenient = new MLContext { GpuDeviceId = None, FallbackToCpu = true };
        lenient.Log += (_, message) => warned.Add(message.Kind);
        Assert.Equal("cpu", DeviceChoice.Resolve(lenient, null));
        Assert.Contains(ChannelMessageKind.Warning, warned);
    }

    [Fact]
    public void AnOption_ComesBeforeTheContext() => Assert.Equal("cpu", DeviceChoice.Resolve(new MLContext { GpuDeviceId = 4096 }, "cpu"));

    [Fact]
    public void ANameThatIsNoDevice_IsRefused() => Assert.Throws<ArgumentException>(() => DeviceChoice.Resolve(new MLContext(), "gpu"));
}
