namespace MlopsCl.Pipeline.Tests;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("https://a.blob.core.windows.net/c/n.tar?sv=2024&sig=S3CRET%3D", "https://a.blob.core.windows.net/c/n.tar")]
    [InlineData("https:/a.blob.core.windows.net/c/n.tar?sv=2024&sig=S3CRET", "https:/a.blob.core.windows.net/c/n.tar")]
    [InlineData("'https://anna:S3CRET@host:8080/x?y' is no address", "'https://host:8080/x' is no address")]
    [InlineData("amqp://anna:S3@CRET@host/v", "amqp://host/v")]
    [InlineData("anna@host and git://anna@host", "anna@host and git://host")]
    [InlineData("There is no file '/data/n.tar?sp=r&sig=S3CRET&sr=b'.", "There is no file '/data/n.tar?sp=r&sig=***&sr=b'.")]
    [InlineData("AccountName=a;AccountKey=S3CRET==;EndpointSuffix=b", "AccountName=a;AccountKey=***;EndpointSuffix=b")]
    [InlineData("SharedAccessSignature=sv=1&sig=S3CRET", "SharedAccessSignature=***&sig=***")]
    [InlineData("Host=h;Password=S3CRET;Port=1", "Host=h;Password=***;Port=1")]
    [InlineData("""{"address":"https://h/p?sig=S3CRET","next":1}""", """{"address":"https://h/p","next":1}""")]
    [InlineData("""a text with \"https://h/p?sig=S3CRET\" in it""", """a text with \"https://h/p\" in it""")]
    public void Hide_OfATextWithASecret_LeavesTheRest(string text, string shown) => Assert.Equal(shown, Secrets.Hide(text));

    [Theory]
    [InlineData("/datasets/digits")]
    [InlineData("store:incoming/digits.tar")]
    [InlineData("Is it http://localhost:5672? Check the port.")]
    [InlineData("https://registry.example.org/@scope/name")]
    [InlineData("max-new-tokens=5, design=2, sigma=3")]
    [InlineData("")]
    public void Hide_OfATextWithoutSecret_ChangesNothing(string text) => Assert.Equal(text, Secrets.Hide(text));
}
