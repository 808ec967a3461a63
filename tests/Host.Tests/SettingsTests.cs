namespace MlopsCl.Host.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Default_settings_are_valid() => Assert.Empty(new Settings().Problems());

    [Fact]
    public void All_problems_are_told_at_once_with_value_and_variable()
    {
        var settings = new Settings { Store = " ", Bus = "kafka", PollMilliseconds = 5, Health = "here" };
        var error = Assert.Throws<UsageException>(() => SettingsSource.Checked(settings));
        var lines = error.Message.Split(Environment.NewLine);
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, l => l.Contains("'kafka'", StringComparison.Ordinal) && l.Contains("MLOPSCL_BUS", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("MLOPSCL_STORE", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(" 5;", StringComparison.Ordinal) && l.Contains("MLOPSCL_POLLMILLISECONDS", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("'here'", StringComparison.Ordinal) && l.Contains("MLOPSCL_HEALTH", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broker_prints_its_address_without_its_password()
    {
        var settings = new Settings { RabbitMq = { Host = "broker", VirtualHost = "models", Password = "s3cret" } };
        Assert.Equal("rabbitmq://broker:5672/models", settings.RabbitMq.ToString());
    }
}
