using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MlopsCl.MlNet.Conformance;

public sealed class LogTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<LoggingEventArgs> _seen = [];

    public LogTests() => _ml.Log += (_, message) => _seen.Add(message);

    [Fact]
    public void AMessage_ArrivesWithKindSourceAndText()
    {
        using (var channel = ((IChannelProvider)_ml).Start("Trainer"))
            channel.Info(MessageSensitivity.None, "step {0} of {1}", 2, 10);
        var message = Assert.Single(_seen, m => m.Kind == ChannelMessageKind.Info);
        Assert.Equal("Trainer", message.Source);
        Assert.Equal("step 2 of 10", message.RawMessage);
        Assert.Equal("[Source=Trainer, Kind=Info] step 2 of 10", message.Message);
    }

    [Fact]
    public void TheSource_IsTheNameOfTheHost_AndThatOfTheChannel()
    {
        using (var channel = ((IHostEnvironment)_ml).Register("Outer").Register("Inner").Start("Channel"))
            channel.Warning(MessageSensitivity.None, "careful");
        Assert.Equal("Inner; Channel", Assert.Single(_seen, m => m.Kind == ChannelMessageKind.Warning).Source);
    }

    [Fact]
    public void AChannel_TracesItsStartFinishAndDisposal()
    {
        using (((IChannelProvider)_ml).Start("Channel"))
            Assert.Single(_seen);
        Assert.Equal(3, _seen.Count);
        Assert.All(_seen, m => Assert.Equal(ChannelMessageKind.Trace, m.Kind));
        Assert.Contains("started", _seen[0].RawMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("finished", _seen[1].RawMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("disposed", _seen[2].RawMessage, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void AContextsSeed_MakesItsHostsRandomNumbersRepeatable()
    {
        static int Draw(int seed) => ((IHostEnvironment)new MLContext(seed)).Register("Host").Rand.Next();
        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
    }

    [Fact]
    public void TheDevice_IsTheCpuUntilSaidOtherwise()
    {
        Assert.Null(_ml.GpuDeviceId);
        Assert.False(_ml.FallbackToCpu);
        _ml.GpuDeviceId = 1;
        _ml.FallbackToCpu = true;
        Assert.Equal(1, _ml.GpuDeviceId);
        Assert.True(_ml.FallbackToCpu);
        Assert.True(Directory.Exists(_ml.TempFilePath));
    }
}
