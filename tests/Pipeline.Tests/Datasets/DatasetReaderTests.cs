using System.Text.Json.Nodes;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Stores;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Datasets;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly DatasetBuilder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task ReadAsync_AGoodFolder_GivesItsSamplesInOrder()
    {
        var dataset = await ReadAsync(_data.Write());
        Assert.Equal(["a0", "a1", "a2"], dataset.Train.Select(s => s.Id));
        Assert.Equal(["b0", "b1", "b2"], dataset.Test.Select(s => s.Id));
        Assert.Equal("<image>\nWhat is it?", dataset.Train[0].Prompt);
        Assert.Equal("a square", dataset.Train[0].Label);
        Assert.Equal("squares", dataset.Train[0].Task);
        Assert.Equal(Path.Combine(_data.Folder, "images", "train-1.png"), dataset.Train[1].Pictures[0].Path);
        Assert.Equal("exact", dataset.Scoring);
    }

    [Fact]
    public async Task ReadAsync_JsonLines_AreReadAsAnArrayIs()
    {
        var lines = string.Join('\n', _data.Train.Select(r => r!.ToJsonString())) + "\n\n";
        var dataset = await ReadAsync(_data.Write(train: lines));
        Assert.Equal(["a0", "a1", "a2"], dataset.Train.Select(s => s.Id));
    }

    [Fact]
    public async Task ReadAsync_TestItemsOfQuestionAndAnswer_BecomeConversationsWithMarkers()
    {
        var item = new JsonArray(new JsonObject { ["question_id"] = 7, ["image"] = "test-0.png", ["text"] = "What is it?", ["answer"] = "a square" });
        var dataset = await ReadAsync(_data.Write(test: item.ToJsonString()));
        Assert.Equal("7", dataset.Test[0].Id);
        Assert.Equal([new Turn(Speaker.Human, "<image>\nWhat is it?"), new Turn(Speaker.Assistant, "a square")], dataset.Test[0].Turns);
    }

    [Fact]
    public async Task ReadAsync_TheCardNamesTheScoringRule()
    {
        _data.AddFile("dataset.json", """{"format":"mlopscl-dataset/1","scoring":"contains"}"""u8.ToArray());
        Assert.Equal("contains", (await ReadAsync(_data.Write())).Scoring);
    }

    [Theory]
    [InlineData("""{"format":"mlopscl-dataset/1","scoring":"guess"}""", "'guess'")]
    [InlineData("""{"format":"other/7"}""", "'other/7'")]
    [InlineData("""{"format":""", "not readable JSON")]
    public async Task ReadAsync_ACardThatCannotBeFollowed_IsRefused(string card, string says)
    {
        _data.AddFile("dataset.json", System.Text.Encoding.UTF8.GetBytes(card));
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((DatasetFault.Layout, "dataset.json"), (refused.Fault, refused.Record));
        Assert.Contains(says, refused.Reason);
    }

    [Fact]
    public async Task ReadAsync_AnotherDigestThanAnnounced_IsRefusedBeforeAnythingElse()
    {
        var refused = await Assert.ThrowsAsync<DatasetRejectedException>(() => ReadAsync(_data.Write(train: "broken"), digest: new string('0', 64)));
        Assert.Equal(DatasetFault.Digest, refused.Fault);
        Assert.Contains(new string('0', 64), refused.Reason);
    }

    [Theory]
    [InlineData("[{\"id\":1},", DatasetFault.Record)]
    [InlineData("[", DatasetFault.BrokenJson)]
    [InlineData("[]", DatasetFault.EmptyTrain)]
    [InlineData("", DatasetFault.EmptyTrain)]
    [InlineData("[3]", DatasetFault.Record)]
    [InlineData("{\"id\":", DatasetFault.BrokenJson)]
    public async Task ReadAsync_BrokenTrainingRecords_AreRefused(string train, DatasetFault fault) =>
        Assert.Contains(fault, (await Assert.ThrowsAsync<DatasetRejectedException>(() => ReadAsync(_data.Write(train: train)))).Problems.Select(p => p.Fault));

    [Fact]
    public async Task ReadAsync_BrokenJson_NamesTheRecordCountedFromOne()
    {
        var good = _data.Train[0]!.ToJsonString();
        var inArray = await RejectionAsync(_data.Write(train: $"[{good},\n{{\"id\": oops}}]"));
        Assert.Equal((DatasetFault.BrokenJson, "train.json, record 2"), (inArray.Fault, inArray.Record));
        var inLines = await RejectionAsync(_data.Write(train: $"{good}\n\n{{\"id\": oops}}\n"));
        Assert.Equal((DatasetFault.BrokenJson, "train.json, record 3"), (inLines.Fault, inLines.Record));
    }

    [Fact]
    public async Task ReadAsync_AMissingPicture_NamesTheRecordAndThePicture()
    {
        File.Delete(Path.Combine(_data.Folder, "images", "train-2.png"));
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((DatasetFault.MissingPicture, "train.json, record 3"), (refused.Fault, refused.Record));
        Assert.Contains("train-2.png", refused.Reason);
    }

    [Theory]
    [InlineData("../secret.png", DatasetFault.PicturePath)]
    [InlineData("/etc/hostname", DatasetFault.PicturePath)]
    [InlineData("a\\b.png", DatasetFault.PicturePath)]
    [InlineData("notes.png", DatasetFault.BadPicture)]
    public async Task ReadAsync_APictureThatIsElsewhereOrNone_IsRefused(string name, DatasetFault fault)
    {
        _data.AddFile("images/notes.png", "no picture"u8.ToArray());
        _data.Train.Add(DatasetBuilder.Conversation("x", name));
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((fault, "train.json, record 4"), (refused.Fault, refused.Record));
    }

    [Fact]
    public async Task ReadAsync_APngOf50000Squared_IsRefusedByItsHeaderAlone()
    {
        byte[] header = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0];
        _data.AddFile("images/test-1.png", header);
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((DatasetFault.PictureTooLarge, "test.json, record 2"), (refused.Fault, refused.Record));
        Assert.Contains("50000 x 50000", refused.Reason);
    }

    [Theory]
    [InlineData("What is it?", "a square")]
    [InlineData("<image><image> What is it?", "a square")]
    [InlineData("<image>What is it?", "a <image>")]
    public async Task ReadAsync_MarkersThatDoNotMatchThePictures_AreRefused(string question, string answer)
    {
        _data.Train.Add(DatasetBuilder.Conversation("x", "train-0.png", question, answer));
        Assert.Equal(DatasetFault.Markers, (await RejectionAsync(_data.Write())).Fault);
    }

    [Theory]
    [InlineData("gpt", "human", 2)]
    [InlineData("human", "human", 2)]
    [InlineData("system", "gpt", 2)]
    [InlineData("human", "gpt", 1)]
    public async Task ReadAsync_TurnsThatDoNotAlternate_AreRefused(string first, string second, int turns)
    {
        var record = DatasetBuilder.Conversation("x", "train-0.png");
        record["conversations"]![0]!["from"] = first;
        record["conversations"]![1]!["from"] = second;
        if (turns == 1)
            record["conversations"]!.AsArray().RemoveAt(1);
        _data.Train.Add(record);
        Assert.Equal((DatasetFault.Record, "train.json, record 4"), (await RejectionAsync(_data.Write())) is var e ? (e.Fault, e.Record) : default);
    }

    [Fact]
    public async Task ReadAsync_AnEmptyTestSplit_IsRefused()
    {
        var refused = await RejectionAsync(_data.Write(test: "[]"));
        Assert.Equal((DatasetFault.EmptyTest, "test.json"), (refused.Fault, refused.Record));
    }

    [Fact]
    public async Task ReadAsync_TheSameContentInTrainAndTest_IsRefusedWhateverItsIdAndFileName()
    {
        _data.AddPicture("copy.png", 10);
        _data.Test.Add(DatasetBuilder.Conversation("another-id", "copy.png"));
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((DatasetFault.Overlap, "test.json, record 4"), (refused.Fault, refused.Record));
        Assert.Contains("'a1'", refused.Reason);
    }

    [Fact]
    public async Task ReadAsync_TwoRecordsOfOneId_AreRefused()
    {
        _data.Train.Add(DatasetBuilder.Conversation("a1", "train-0.png", answer: "a dark square"));
        var refused = await RejectionAsync(_data.Write());
        Assert.Equal((DatasetFault.DuplicateId, "train.json, record 4"), (refused.Fault, refused.Record));
    }

    [Fact]
    public async Task ReadAsync_ADatasetInTheStore_IsFetchedAndVerified()
    {
        _data.Write();
        var tar = Path.Combine(_data.Work, "squares.tar");
        System.Formats.Tar.TarFile.CreateFromDirectory(_data.Folder, tar, includeBaseDirectory: true);
        var store = StoreFactory.Open(Path.Combine(_data.Work, "store"), TimeProvider.System);
        await using (var content = File.OpenRead(tar))
            await store.UploadAsync("incoming/squares.tar", content, CancellationToken.None);
        var request = new UpdateRequest("s", new TaskId("squares"), "store:incoming/squares.tar", await DatasetDigest.ComputeAsync(tar));
        var dataset = await DatasetReader.ReadAsync(request, store, Path.Combine(_data.Work, "run"), DatasetLimits.Default);
        Assert.Equal(3, dataset.Test.Count);
    }

    [Theory]
    [InlineData("/nowhere/at/all", DatasetFault.NotFound)]
    [InlineData("/", DatasetFault.Layout)]
    [InlineData("/dev/zero", DatasetFault.Address)]
    [InlineData("store:../outside.tar", DatasetFault.Address)]
    [InlineData("store:nothing.tar", DatasetFault.NotFound)]
    [InlineData("http://example.org/data.tar", DatasetFault.Address)]
    [InlineData("file://another-machine/etc/passwd", DatasetFault.Address)]
    [InlineData("file:///nowhere/at/all", DatasetFault.NotFound)]
    [InlineData("https://example.org/data.tar?sig=secret", DatasetFault.Address)]
    public async Task ReadAsync_AnAddressOfNothingOrOfAnUnknownKind_IsRefusedWithoutItsSecret(string address, DatasetFault fault)
    {
        var refused = await Assert.ThrowsAsync<DatasetRejectedException>(() => ReadAsync(address, digest: new string('0', 64)));
        Assert.Equal(fault, refused.Fault);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Fact]
    public async Task ReadAsync_AFilesAddress_IsReadAsItsPathIs()
    {
        var folder = _data.Write();
        var dataset = await ReadAsync(new Uri(folder).AbsoluteUri, await DatasetDigest.ComputeAsync(folder));
        Assert.Equal(["a0", "a1", "a2"], dataset.Train.Select(s => s.Id));
    }

    private async Task<DatasetRejectedException> RejectionAsync(string address) => await Assert.ThrowsAsync<DatasetRejectedException>(() => ReadAsync(address));

    private async Task<TaskDataset> ReadAsync(string address, string? digest = null)
    {
        var store = StoreFactory.Open(Path.Combine(_data.Work, "store"), TimeProvider.System);
        var request = new UpdateRequest("s", new TaskId("squares"), address, digest ?? await DatasetDigest.ComputeAsync(address));
        return await DatasetReader.ReadAsync(request, store, Path.Combine(_data.Work, "run"), DatasetLimits.Default);
    }

    [Fact]
    public async Task ReadAsync_AFolder_GivesPicturesThatAreReadAsVerifiedOrNotAtAll()
    {
        var dataset = await ReadAsync(_data.Write());
        var picture = dataset.Train[0].Pictures[0];
        var digest = picture.ComputeSha256();
        Assert.Equal(digest, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(picture.Read().Span)));
        File.Copy(dataset.Train[1].Pictures[0].Path!, picture.Path!, overwrite: true);
        Assert.Contains(picture.Path!, Assert.Throws<InvalidDataException>(() => picture.Read()).Message);
        Assert.Equal(digest, picture.ComputeSha256());
    }

    [Fact]
    public async Task Files_ThatChangedOrCameAfterTheyWereDigested_AreNotRead()
    {
        var folder = _data.Write();
        var digests = (await DatasetDigest.OfFolderAsync(folder, default)).Files;
        File.AppendAllText(Path.Combine(folder, "train.json"), " ");
        File.WriteAllText(Path.Combine(folder, "late.json"), "[]");
        var files = DatasetFiles.OfFolder(folder, digests);
        foreach (var name in new[] { "train.json", "./late.json" })
            Assert.Equal(DatasetFault.Digest, Assert.Throws<DatasetRejectedException>(() => files.Read(name)).Fault);
        Assert.NotEqual(0, files.Read("test.json").Length);
    }
}
