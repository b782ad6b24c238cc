using Isl.Api.Endpoints.Discovery;
using Isl.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace Isl.Tests.Unit.Requests;

public sealed class QueryReaderTests
{
    private static readonly string[] InBody = ["data", "data_csv"];

    [Fact]
    public void Read_EveryKindOfField_IsTaken()
    {
        var (request, reading) = Read(
            "?algorithm=pc&alpha=0.05&lambda1=1e-2&seed=-7&bootstrap=20&variable_names=A, B&data_weight=0.5"
            + "&prior_knowledge={\"tiers\":[[\"A\"],[\"B\"]]}&_=1");

        Assert.Empty(reading.Errors.All);
        Assert.Equal(("pc", 0.05, 0.01, -7L, 20, 0.5), (
            request.Algorithm, request.Alpha!.Value, request.Lambda1!.Value, request.Seed!.Value,
            request.Bootstrap!.Value, request.DataWeight!.Value));
        Assert.Equal(["A", "B"], request.VariableNames!);
        Assert.Equal(2, request.PriorKnowledge!.Tiers!.Count);
    }

    [Theory]
    [InlineData("?alpha=0,05", "/alpha", "0,05")]
    [InlineData("?alpha=0.1&alpha=0.2", "/alpha", "0.1,0.2")]
    [InlineData("?seed=1,000", "/seed", "1,000")]
    [InlineData("?bootstrap=2.5", "/bootstrap", "whole number")]
    [InlineData("?alhpa=0.05", "/alhpa", "`alpha`")]
    [InlineData("?data=1", "/data", "no query parameter `data`")]
    [InlineData("?prior_knowledge={\"tier\":[]}", "/prior_knowledge/tier", "`tiers`")]
    [InlineData("?prior_knowledge={", "/prior_knowledge", "not valid JSON")]
    public void Read_Mistake_IsNotedAtItsPlace(string query, string place, string says)
    {
        var (_, reading) = Read(query);

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal(place, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralMistakes_AreAllNoted() =>
        Assert.Equal(["/alhpa", "/seed", "/threshold"], Read("?alhpa=1&seed=x&threshold=0,3").Reading.Errors.All.Select(error => error.Path));

    private static (HybridRequest Request, Reading Reading) Read(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        var reading = Reading.WithDefaults();
        return (QueryReader.Read<HybridRequest>(context.Request.Query, InBody, reading), reading);
    }
}
