using Isl.Grains.Hosting;

var builder = WebApplication.CreateBuilder(args);
IslSettings.AddShortNames(builder.Configuration);
builder.AddIslLogging();
builder.AddIslTracing();
var settings = IslSettings.Read(builder.Configuration);
builder.UseOrleans(silo => silo.UseIsl(settings));
builder.Services.AddIslGrains(settings); // registered after the silo, its services stop before it

var app = builder.Build();
app.MapIslMetrics();
app.MapIslProbes();
app.MapIslDashboard();
app.Run();
