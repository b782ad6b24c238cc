using System.IO.Pipelines;
using System.Text;
using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Isl.Tests.Unit.Requests;

public sealed class RequestBodyTests
{
    [Fact]
    public void Parse_ManyMistakes_NotesEachAtItsPlace()
    {
        var reading = Reading.WithDefaults();

        var request = RequestBody.Parse<ValidateRequest>(
            """
            {"treatment": ["A"], "max_sets": 1.5, "treshold": 1, "observed": ["A", 3], "a/b~c": {"deep": [1]}, "outcome": "Y", "include": "all"}
            """u8,
            reading);

        Assert.Equal("Y", request.Outcome);
        Assert.Equal(["/treatment", "/max_sets", "/treshold", "/observed/1", "/a~1b~0c", "/include"], Paths(reading));
        Assert.Contains("a whole number", reading.Errors.All[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedParts_AreReadByTheSameRules()
    {
        var reading = Reading.WithDefaults();

        RequestBody.Parse<DiscoverRequest>("""{"prior_knowledge": {"tiers": [["A", 1]], "tier": [["B"]]}, "data": 5}"""u8, reading);
        RequestBody.Parse<ScenariosRequest>("""{"scenarios": [{"id": "a"}, {"id": 5, "do": {}}, null, 7]}"""u8, reading);

        Assert.Equal(
            ["/prior_knowledge/tiers/0/1", "/prior_knowledge/tier", "/data", "/scenarios/1/id", "/scenarios/1/do", "/scenarios/3"],
            Paths(reading));
        Assert.Contains("`tiers`", reading.Errors.All[1].Message, StringComparison.Ordinal);
        Assert.Contains("`intervention`", reading.Errors.All[4].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NullForOptionalMembers_IsAsIfLeftOut()
    {
        var reading = Reading.WithDefaults();

        var request = RequestBody.Parse<DiscoverRequest>(
            """{"seed": null, "alpha": null, "prior_knowledge": null, "variable_names": null}"""u8,
            reading);

        Assert.True(reading.Errors.None);
        Assert.Equal((null, null, null, null), (request.Seed, request.Alpha, request.PriorKnowledge, request.VariableNames));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("{", "not valid JSON")]
    [InlineData("{} x", "not valid JSON")]
    [InlineData("[]", "a list")]
    [InlineData("null", "null")]
    [InlineData("\"x\"", "the text 'x'")]
    public void Parse_NoObject_IsRefused(string body, string says)
    {
        var thrown = Assert.Throws<InputException>(
            () => RequestBody.Parse<ValidateRequest>(Encoding.UTF8.GetBytes(body), Reading.WithDefaults()));

        Assert.Equal("", Assert.Single(thrown.Errors).Path);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadBytes_AnnouncedLengthThatNeverComes_TakesNoMemoryForIt()
    {
        var context = new DefaultHttpContext();
        context.Request.ContentLength = 32 * 1024 * 1024;
        context.Features.Set<IRequestBodyPipeFeature>(new OneByte());
        await RequestBody.ReadBytes(context);
        context.Features.Set<IRequestBodyPipeFeature>(new OneByte());

        var before = GC.GetAllocatedBytesForCurrentThread();
        var body = await RequestBody.ReadBytes(context);

        Assert.Equal(1, body.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static IEnumerable<string> Paths(Reading reading) => reading.Errors.All.Select(error => error.Path);

    private sealed class OneByte : IRequestBodyPipeFeature
    {
        public PipeReader Reader { get; } = PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(new byte[1]));
    }
}
