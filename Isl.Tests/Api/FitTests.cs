using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Api;

/// <summary>Models from data over HTTP: described, fitted, sent on, and explained.</summary>
public sealed class FitTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Fit = "/api/v1/causal/fit";
    private const string Profile = "/api/v1/data/profile";
    private const string Attribute = "/api/v1/causal/attribute";
    private const string Graph = """{"nodes": ["X", "M", "Y"], "edges": [["X", "M"], ["M", "Y"], ["X", "Y"]]}""";
    private const string Linear = """{"M": "linear", "Y": "linear"}""";

    public static TheoryData<string, string, string> BadFits() => new()
    {
        { """{"data_csv": "X,M,Y\n1,2,3\n2,3,5\n4,5,6\n"}""", "/dag_structure", "missing" },
        { $$"""{"dag_structure": {{Graph}} }""", "/data", "missing" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M\n1,2\n2,3\n4,5\n"}""", "/dag_structure/nodes", "no column for Y" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n1,2,3\n2,,5\n4,5,6\n"}""", "/data_csv", "drop_rows" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n1,2,3\n2,3,5\n4,5,6\n"}""", "/data", "at least 5" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n1,2,3\n1,3,5\n1,5,6\n1,7,8\n"}""", "/data", "'X'" },
        { """{"dag_structure": "dag { A -> B; A <-> B }", "data_csv": "A,B\n1,2\n2,3\n4,5\n3,3\n"}""", "/dag_structure/bidirected", "A <-> B" },
        { """{"dag_structure": "dag { U -> B; U [latent] }", "data_csv": "U,B\n1,2\n2,3\n4,5\n3,3\n"}""", "/dag_structure/latent", "U" },
        { """{"dag_structure": "dag { A -> B }", "data_csv": "A,B\n1,x\n2,y\n4,z\n3,w\n5,v\n6,u\n"}""", "/data_csv", "too many for categories" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n", "families": {"Q": "linear", "Y": "curve"} }""", "/families/Q", "no node" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n1,2,3\n2,1,5\n4,5,6\n", "weights": "W"}""", "/weights", "'W'" },
        { $$"""{"dag_structure": {{Graph}}, "data_csv": "X,M,Y\n1,2,3\n2,1,-5\n4,5,6\n", "weights": "Y"}""", "/weights", "Row 1" },
    };

    [Theory]
    [MemberData(nameof(BadFits))]
    public async Task Fit_FlawedRequest_Is400ThatNamesPlaceAndRemedy(string body, string path, string says)
    {
        using var response = await api.PostAsync(Fit, body);
        var problem = await IslApiFactory.ReadAsync(response);
        var errors = problem.GetProperty("details").GetProperty("errors").EnumerateArray().ToList();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(errors, error =>
            error.GetProperty("path").GetString() == path
            && error.GetProperty("message").GetString()!.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fit_LinearModel_SentOnGivesTheProductOfItsSlopes()
    {
        var fit = await api.AskAsync(Fit, Body(Csv(300, 1)));
        var (xm, my, xy) = (Term(fit, "M", "X"), Term(fit, "Y", "M"), Term(fit, "Y", "X"));

        var model = fit.GetProperty("model").GetRawText();
        var one = await Predict($$"""{"model": {{model}}, "intervention": {"X": 1}, "outcome": "Y", "seed": 3}""");
        var none = await Predict($$"""{"model": {{model}}, "intervention": {"X": 0}, "outcome": "Y", "seed": 3}""");

        // Answers keep twelve digits of each mean.
        Assert.Equal((xm * my) + xy, Mean(one) - Mean(none), 1e-9);
        Assert.Equal(fit.GetProperty("model_hash").GetString(), one.GetProperty("model_hash").GetString());
    }

    [Theory]
    [InlineData("/api/v1/causal/counterfactual", """ "intervention": {"X": 1}, "outcome": "Y" """)]
    [InlineData("/api/v1/batch/counterfactuals", """ "scenarios": [{"id": "a", "intervention": {"X": 1}}, {"id": "b", "intervention": {"X": 2}}] """)]
    [InlineData("/api/v1/causal/conformal", """ "intervention": {"X": 1}, "outcome": "Y", "calibration_data": CALIBRATION """)]
    [InlineData("/api/v1/causal/attribute", """ "kind": "outlier", "outcome": "Y", "row": {"X": 1, "M": 2, "Y": 9} """)]
    public async Task Question_WithGraphAndData_IsTheFitThenTheQuestionAndTheModel(string path, string question)
    {
        var random = new Random(4);
        var calibration = new JsonArray([.. Enumerable.Range(0, 40).Select(_ =>
            new JsonObject { ["X"] = TestData.Gaussian(random), ["Y"] = TestData.Gaussian(random) })]);
        question = question.Replace("CALIBRATION", calibration.ToJsonString(), StringComparison.Ordinal) + ", \"seed\": 3";
        var body = Body(Csv(200, 2), seed: 3);
        var model = (await api.AskAsync(Fit, body)).GetProperty("model").GetRawText();

        using var sent = await api.PostAsync(path, $$"""{"model": {{model}}, {{question}} }""");
        using var fitted = await api.PostAsync(path, $"{body[..^1]}, {question.Replace(", \"seed\": 3", "", StringComparison.Ordinal)} }}");
        var (one, other) = (await TextOf(sent), await TextOf(fitted));

        Assert.Equal(HttpStatusCode.OK, fitted.StatusCode);
        var (address, own) = (AddressIn(one), AddressIn(other));
        Assert.Equal(one.Replace(address, own, StringComparison.Ordinal)[..^1] + ",\"model\":" + model + "}", other);
        Assert.NotEqual(sent.Headers.ETag, fitted.Headers.ETag);
        Assert.NotEqual(address, own);
        foreach (var (id, bytes) in new[] { (address, one), (own, other) })
        {
            using var held = await api.CreateClient().GetAsync(
                new Uri($"/api/v1/results/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(bytes, await TextOf(held));
        }
    }

    [Fact]
    public async Task Profile_CleanTable_HasTheHashThatDiscoveryGivesIt()
    {
        const string csv = "A,G,B\\n1,low,2\\n2,high,2.5\\n4,low,1\\n3,high,7\\n5,low,2\\n9,low,3\\n";

        var profile = await api.AskAsync(Profile, $$"""{"data_csv": "{{csv}}"}""");
        var found = await api.AskAsync(Requests.Discover, $$"""{"data_csv": "{{csv}}", "algorithm": "correlation"}""");

        Assert.Equal(found.GetProperty("dataset_hash").GetString(), profile.GetProperty("dataset_hash").GetString());
        Assert.Equal("binary", profile.GetProperty("columns")[1].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Profile_WhatIsAMistakeElsewhere_IsAFinding()
    {
        var profile = await api.AskAsync(
            Profile,
            """
            {"data_csv": "A,B,C,D,E\n1,x,7,2024-01-01,NA\n,3,7,2024-01-02,NA\n3,y,7,2024-01-03,\noops,z,7,2024-01-04,NA\n5,w,7,2024-01-05,NA\n"}
            """);
        var columns = profile.GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("name").GetString()!);

        Assert.Equal((2, 1), (columns["A"].GetProperty("missing").GetInt32(), columns["A"].GetProperty("unreadable").GetInt32()));
        Assert.Equal("constant", columns["C"].GetProperty("kind").GetString());
        Assert.Equal((5, 0), (columns["E"].GetProperty("missing").GetInt32(), columns["E"].GetProperty("distinct").GetInt32()));
        Assert.Contains("dates", columns["D"].GetProperty("remedies")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("both texts and numbers", columns["B"].GetProperty("remedies")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(
            profile.GetProperty("first_flaws").EnumerateArray(),
            flaw => flaw.GetProperty("row").GetInt32() == 3 && flaw.GetProperty("text").GetString() == "oops");
        Assert.Equal("drop_rows", profile.GetProperty("suggested").GetProperty("missing").GetString());
    }

    [Theory]
    [InlineData("""{"data_csv": "A,A\n1,2\n"}""")]
    [InlineData("""{"data_csv": "A,B\n1,2\n1,2,3\n"}""")]
    [InlineData("""{"data_csv": "A,B\n1,2\n", "kinds": {"C": "numeric"}}""")]
    [InlineData("""{"data_csv": "A,B\n1,2\n", "kinds": {"A": "ordinal"}}""")]
    [InlineData("""{"data_csv": "A,B\n1,2\n", "columns": ["C"]}""")]
    [InlineData("""{"data": []}""")]
    [InlineData("{}")]
    public async Task Profile_FlawedShape_Is400(string body)
    {
        using var response = await api.PostAsync(Profile, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Attribute_RowsOrCsv_IsOneAnswer()
    {
        var (before, after) = (Csv(60, 5), Csv(60, 6));
        var head = $$"""{"kind": "change", "dag_structure": {{Graph}}, "outcome": "Y", "families": {{Linear}}, "seed": 1, """;

        var one = await api.AskAsync(Attribute, $"{head} \"before_csv\": {Text(before)}, \"after_csv\": {Text(after)}}}");
        var other = await api.AskAsync(Attribute, $"{head} \"before\": {Rows(before)}, \"after\": {Rows(after)}}}");

        Assert.Equal(one.GetRawText(), other.GetRawText());
        Assert.Equal(
            one.GetProperty("difference").GetDouble(),
            one.GetProperty("contributions").EnumerateArray().Sum(part => part.GetProperty("contribution").GetDouble())
                + one.GetProperty("residual").GetDouble(),
            1e-9);
    }

    [Fact]
    public async Task Attribute_OutlierWithData_FitsTheModelFirst()
    {
        var answer = await api.AskAsync(
            Attribute,
            $"{Body(Csv(300, 7), seed: 1)[..^1]}, \"kind\": \"outlier\", \"outcome\": \"Y\", \"row\": {{\"X\": 0, \"M\": 9, \"Y\": 14}}}}");

        Assert.Equal("M", answer.GetProperty("contributions")[0].GetProperty("noise_of").GetString());
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("model").ValueKind);
    }

    [Theory]
    [InlineData("""{}""", "/kind")]
    [InlineData("""{"kind": "shift"}""", "/kind")]
    [InlineData("""{"kind": "change", "dag_structure": "dag { X -> Y }", "outcome": "Z"}""", "/outcome")]
    [InlineData("""{"kind": "change", "dag_structure": "dag { X -> Y }", "outcome": "Y"}""", "/before")]
    [InlineData("""{"kind": "change", "dag_structure": "dag { X -> Y }", "outcome": "Y", "before_csv": 3, "after": 4}""", "/before_csv")]
    [InlineData("""{"kind": "change", "dag_structure": "dag { X -> Y }", "outcome": "Y", "before_csv": 3, "after": 4}""", "/after")]
    [InlineData("""{"kind": "outlier", "model": {"equations": {"Y": "2 * X"}, "distributions": {"X": "normal(0, 1)"}}, "outcome": "Y"}""", "/row")]
    public async Task Attribute_FlawedRequest_NamesThePlace(string body, string path)
    {
        using var response = await api.PostAsync(Attribute, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            problem.GetProperty("details").GetProperty("errors").EnumerateArray(), error => error.GetProperty("path").GetString() == path);
    }

    [Fact]
    public async Task Fuzz_RequestsOfEveryShape_NoInternalError()
    {
        for (var number = 0; number < 120; number++)
        {
            var (path, body) = new TableFuzz(new Random(number)).Next();
            using var response = await api.PostAsync(path, body);
            var text = await TextOf(response);
            var what = $"Request {number}, {path}, answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}\n{body}";
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, what);
            using var json = JsonDocument.Parse(text);
            Assert.True(
                response.StatusCode == HttpStatusCode.OK
                    || json.RootElement.GetProperty("details").GetProperty("errors").EnumerateArray().All(error =>
                        error.GetProperty("path").GetString() is not null && error.GetProperty("message").GetString()!.Length > 10),
                what);
        }
    }

    private static string Csv(int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("X,M,Y\n");
        for (var i = 0; i < rows; i++)
        {
            var x = TestData.Gaussian(random);
            var m = (0.8 * x) + TestData.Gaussian(random);
            text.Append(CultureInfo.InvariantCulture, $"{x:F5},{m:F5},{(1.5 * m) - x + TestData.Gaussian(random):F5}\n");
        }

        return text.ToString();
    }

    private static string Text(string csv) => JsonSerializer.Serialize(csv);

    private static string Rows(string csv) => new JsonArray([.. csv.TrimEnd().Split('\n').Skip(1).Select(line => new JsonObject(
        line.Split(',').Zip("XMY", (cell, name) =>
            new KeyValuePair<string, JsonNode?>($"{name}", JsonValue.Create(double.Parse(cell, CultureInfo.InvariantCulture))))))]).ToJsonString();

    private static string Body(string csv, long? seed = null) =>
        $$"""{"dag_structure": {{Graph}}, "families": {{Linear}}, "data_csv": {{Text(csv)}}{{(seed is { } given ? $", \"seed\": {given}" : "")}}}""";

    private static double Term(JsonElement fit, string variable, string term) => fit
        .GetProperty("equations_fit").GetProperty(variable).GetProperty("coefficients").EnumerateArray()
        .First(one => one.GetProperty("term").GetString() == term).GetProperty("value").GetDouble();

    private static double Mean(JsonElement answer) => answer.GetProperty("prediction").GetProperty("point_estimate").GetDouble();

    private static async Task<string> TextOf(HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string AddressIn(string body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("result_id").GetString()!;
    }

    private Task<JsonElement> Predict(string body) => api.AskAsync("/api/v1/causal/counterfactual", body);
}
