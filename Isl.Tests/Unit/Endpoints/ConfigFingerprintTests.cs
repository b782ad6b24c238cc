using Isl.Api.Endpoints.Operations;
using Isl.Api.Requests;
using Isl.Grains.Answering;
using Isl.Grains.Hosting;
using Isl.Grains.Resilience;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Isl.Tests.Unit.Endpoints;

public sealed class ConfigFingerprintTests
{
    [Fact]
    public void Value_AnyLimitThatDiffers_DiffersToo()
    {
        string[] values =
        [
            Of(new GraphLimits(), new DataLimits(), new BodyLimits()),
            Of(new GraphLimits { MaxNodes = 7 }, new DataLimits(), new BodyLimits()),
            Of(new GraphLimits(), new DataLimits { MaxRows = 7 }, new BodyLimits()),
            Of(new GraphLimits(), new DataLimits { MaxDescription = 7 }, new BodyLimits()),
            Of(new GraphLimits(), new DataLimits(), new BodyLimits { GraceSeconds = 7 }),
        ];

        Assert.Equal(5, values.Distinct().Count());
        Assert.Equal(values[0], Of(new GraphLimits(), new DataLimits(), new BodyLimits()));
    }

    private static string Of(GraphLimits graphs, DataLimits data, BodyLimits bodies) => new ConfigFingerprint(
        new EngineSettings(Options.Create(new CacheOptions()), Options.Create(new ComputeOptions()), Options.Create(new ResilienceOptions())),
        new RequestLimits(graphs, data),
        Options.Create(bodies),
        IslSettings.Read(new ConfigurationBuilder().Build())).Value;
}
