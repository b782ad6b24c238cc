using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Isl.Api.Front;
using Isl.Api.Requests;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Resilience;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Front;

/// <summary>Which requests are answered before the pipeline begins; all others must reach it with their bodies whole.</summary>
public sealed class FrontLaneTests : IDisposable
{
    private const string Path = "/ask";
    private const int MaxBytes = 100;
    private const string Question = "{\"question\":1}";

    private readonly FakeTimeProvider _time = new();
    private readonly FrontRoute _route = new("causal_validation");
    private readonly HealthCounters _health = new();
    private readonly FrontCache _cache;
    private readonly LogLines _log = new(new RollingLogFile("unused.log", 1, 1), hasConsole: false, takesRequests: false);
    private readonly FrontLane _lane;
    private string? _reachedPipeline;

    public FrontLaneTests()
    {
        _cache = new(Options.Create(new FrontCacheOptions { MaxBytes = 100_000 }), _time);
        var endpoint = new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(Path), 0, new EndpointMetadataCollection(_route), null);
        var lines = new RequestLines(_log, _time, NullLogger<RequestLines>.Instance);
        _lane = new(
            Pipeline,
            _cache,
            new FrontHits(null, _health, null!),
            new RequestTally(_time, lines, NullLogger<RequestTelemetry>.Instance),
            new DefaultEndpointDataSource(endpoint),
            Options.Create(new BodyLimits { MaxBytes = MaxBytes }),
            _time);
        Learn(Question, bytes: 10);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task PlainHit_IsAnsweredThere_WithItsHeadersAndCounted()
    {
        var context = Make();

        await _lane.InvokeAsync(context);

        Assert.Null(_reachedPipeline);
        var headers = context.Response.Headers;
        Assert.Equal(StatusCodes.Status200OK, context.Response.StatusCode);
        Assert.Equal(10, headers.ContentLength);
        Assert.Equal("hit", headers["X-Isl-Cache"]);
        Assert.Equal("\"etag\"", headers.ETag);
        Assert.Equal("nosniff", headers.XContentTypeOptions);
        Assert.Equal(context.TraceIdentifier, headers["X-Request-Id"]);
        Assert.Equal(1, _health.Take("causal_validation").Total);
    }

    [Theory]
    [InlineData("Accept", "text/event-stream")]
    [InlineData("Accept", "application/json;q=0.5, Text/Event-Stream")]
    [InlineData("Prefer", "respond-async")]
    [InlineData("Authorization", "Bearer secret")]
    [InlineData("X-API-Key", "secret")]
    [InlineData("Content-Encoding", "gzip")]
    [InlineData("Content-Type", "text/plain")]
    public async Task HitThatAnotherMiddlewareHasASayIn_GoesOn(string header, string value)
    {
        var context = Make();
        context.Request.Headers[header] = value;

        await _lane.InvokeAsync(context);

        Assert.Equal(Question, _reachedPipeline);
        Assert.Empty(context.Response.Headers);
    }

    [Theory]
    [InlineData("GET", Path, "")]
    [InlineData("POST", Path + "/more", "")]
    [InlineData("POST", Path, "?x=1")]
    public async Task AnotherRequest_GoesOn(string method, string path, string query)
    {
        var context = Make();
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = (method, path, new QueryString(query));

        await _lane.InvokeAsync(context);

        Assert.Equal(Question, _reachedPipeline);
    }

    [Fact]
    public async Task AnotherBody_GoesOnWhole()
    {
        const string Other = "{\"question\":2}";

        await _lane.InvokeAsync(Make(Other));

        Assert.Equal(Other, _reachedPipeline);
    }

    [Fact]
    public async Task BodyOverTheLimit_GoesOn_ToBeRefusedThere()
    {
        var padded = Question + new string(' ', MaxBytes);
        Learn(padded, bytes: 10);

        await _lane.InvokeAsync(Make(padded));

        Assert.Equal(padded, _reachedPipeline);
    }

    [Fact]
    public async Task BodyThatIsNotThereYet_GoesOn()
    {
        var pipe = new Pipe();
        var context = Make(body: pipe.Reader);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(Question[..5]), TestContext.Current.CancellationToken);

        var asked = _lane.InvokeAsync(context);
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(Question[5..]), TestContext.Current.CancellationToken);
        await pipe.Writer.CompleteAsync();
        await asked;

        Assert.Equal(Question, _reachedPipeline);
    }

    [Fact]
    public async Task BodyThatBrokeOff_GoesOn_AndFailsThereWithTheServersOwnWords()
    {
        var failure = new BadHttpRequestException("Unexpected end of request content.");

        var thrown = await Assert.ThrowsAsync<BadHttpRequestException>(() => _lane.InvokeAsync(Make(body: new FailsOnce(failure))));

        Assert.Same(failure, thrown);
    }

    [Fact]
    public async Task HitWhoseLeaseIsOver_GoesOn_AndMayAskThere()
    {
        _time.Advance(TimeSpan.FromSeconds(1.5));

        await _lane.InvokeAsync(Make());

        Assert.Equal(Question, _reachedPipeline);
        Assert.Null(_cache.Find(_route, _cache.PlaceOf(Encoding.UTF8.GetBytes(Question)), Encoding.UTF8.GetBytes(Question))); // this one asks
    }

    [Theory]
    [InlineData(20_000, "gzip", true)]
    [InlineData(20_000, "", false)]
    [InlineData(10_000, "gzip", false)]
    public async Task LargeAnswer_GoesOnWhereItMayGoPacked(int bytes, string encodings, bool goesOn)
    {
        const string Large = "{\"question\":3}";
        Learn(Large, bytes);
        var context = Make(Large);
        context.Request.Headers.AcceptEncoding = encodings;
        if (encodings.Length == 0)
        {
            context.Request.Headers.Remove("Accept-Encoding");
        }

        await _lane.InvokeAsync(context);

        Assert.Equal(goesOn ? Large : null, _reachedPipeline);
    }

    private static DefaultHttpContext Make(string question = Question, PipeReader? body = null)
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        (request.Method, request.Path, request.ContentType, request.ContentLength) = ("POST", Path, "application/json", question.Length);
        body ??= PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(question)));
        context.Features.Set<IRequestBodyPipeFeature>(new BodyThere(body));
        return context;
    }

    private async Task Pipeline(HttpContext context)
    {
        var read = await context.Request.BodyReader.ReadAtLeastAsync((int)context.Request.ContentLength!, TestContext.Current.CancellationToken);
        _reachedPipeline = Encoding.UTF8.GetString(read.Buffer);
    }

    private void Learn(string question, int bytes)
    {
        var body = Encoding.UTF8.GetBytes(question);
        _cache.Learn(_route, _cache.PlaceOf(body), body, new Answer(default, new byte[bytes], "etag", Degraded: false, CacheOutcome.Hit, 0, 0));
    }

    /// <summary>As a server's own reader: it says what went wrong the first time alone.</summary>
    private sealed class FailsOnce(Exception failure) : PipeReader
    {
        private Exception? _failure = failure;

        public override bool TryRead(out ReadResult result) => throw Next();

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => throw Next();

        public override void AdvanceTo(SequencePosition consumed) => throw new InvalidOperationException();

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => throw new InvalidOperationException();

        public override void CancelPendingRead() => throw new InvalidOperationException();

        public override void Complete(Exception? exception = null) => throw new InvalidOperationException();

        private Exception Next() =>
            Interlocked.Exchange(ref _failure, null) ?? new InvalidOperationException("Reading is already in progress.");
    }

    private sealed class BodyThere(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
