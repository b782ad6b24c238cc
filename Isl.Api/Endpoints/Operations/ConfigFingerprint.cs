using System.Security.Cryptography;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Operations;

/// <summary>Version and a hash of the settings in force, so that an operator sees which processes are set up alike. Holds no secret.</summary>
public sealed class ConfigFingerprint(
    EngineSettings engine,
    RequestLimits limits,
    IOptions<BodyLimits> bodies,
    IslSettings settings)
{
    /// <summary>Version of the service.</summary>
    public string Version => Build.Version;

    /// <summary>16 hexadecimal digits.</summary>
    public string Value { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        Engine = engine.All,
                        limits.Graphs,
                        limits.Data,
                        Bodies = bodies.Value,
                        settings.ClusterId,
                        settings.ServiceId,
                        settings.IsCluster,
                    },
                    IslJson.Options)
            )
        )[..16];
}
