using Microsoft.Extensions.Configuration;

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
    public void Values_that_are_no_numbers_are_told_at_once_with_their_variables()
    {
        var given = new Dictionary<string, string?> { ["PollMilliseconds"] = "soon", ["RabbitMq:Port"] = "", ["RabbitMq:UseTls"] = "yes", ["Bus"] = "memory" };
        var error = Assert.Throws<UsageException>(() => SettingsSource.Bound(new ConfigurationBuilder().AddInMemoryCollection(given).Build()));
        Assert.Equal(
            [
                "PollMilliseconds is 'soon'; it must be a whole number. Set MLOPSCL_POLLMILLISECONDS, or PollMilliseconds in appsettings.json.",
                "RabbitMq:Port is ''; it must be a whole number. Set MLOPSCL_RABBITMQ__PORT, or RabbitMq:Port in appsettings.json.",
                "RabbitMq:UseTls is 'yes'; it must be true or false. Set MLOPSCL_RABBITMQ__USETLS, or RabbitMq:UseTls in appsettings.json.",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Without_a_folder_store_the_work_lies_in_the_users_data_even_before_that_folder_is_there()
    {
        var before = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var data = Path.Combine(Path.GetTempPath(), "not-there-yet");
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", data);
        try
        {
            var place = new Workplace(new Settings { Store = "https://account.blob.core.windows.net/models" });
            Assert.Equal(Path.Combine(data, "mlopscl", "work"), place.WorkFolder);
            Assert.False(Directory.Exists(data));
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", before);
        }
    }

    [Fact]
    public void A_broker_prints_its_address_without_its_password()
    {
        var settings = new Settings { RabbitMq = { Host = "broker", VirtualHost = "models", Password = "s3cret" } };
        Assert.Equal("rabbitmq://broker:5672/models", settings.RabbitMq.ToString());
    }
}
