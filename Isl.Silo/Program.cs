using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;

PoolThreads.Keep();
var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
IslSettings.AddShortNames(builder.Configuration);
builder.AddIslLogging();
builder.AddIslTracing();
var settings = IslSettings.Read(builder.Configuration);
builder.UseOrleans(silo => silo.UseIsl(settings));
builder.Services.AddIslAccess();
builder.Services.AddIslGrains(settings); // registered after the silo, its services stop before it

builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

var app = builder.Build();
app.UseForwardedHeaders();
app.UseIslSecurityHeaders();
app.UseRouting();
app.UseIslAccess();
app.MapIslMetrics();
app.MapIslProbes();
app.MapIslDashboard();
app.Run();
